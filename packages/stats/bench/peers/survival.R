# The peer of the survival kernels: R's survival, timed on the files of the bench.
# Usage: Rscript survival.R FOLDER curve|cox ROWS. Prints {"seconds", "parameters"} as JSON.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(TRUE)
rows <- as.integer(arguments[3])
column <- function(name) readBin(file.path(arguments[1], paste0(name, "-", arguments[3], ".f64")), "double", rows)
time <- column("time")
event <- column("event")
if (arguments[2] == "curve") {
  seconds <- system.time(curve <- survfit(Surv(time, event) ~ 1))[["elapsed"]]
  parameters <- summary(curve, times = 365)$surv
} else {
  covariates <- sapply(0:4, function(k) column(paste0("c", k)))
  seconds <- system.time(fit <- coxph(Surv(time, event) ~ covariates, ties = "efron"))[["elapsed"]]
  parameters <- unname(coef(fit))
}
cat(sprintf('{"seconds": %.6f, "parameters": [%s]}\n', seconds, paste(sprintf("%.15g", parameters), collapse = ", ")))
