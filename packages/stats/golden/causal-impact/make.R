# The example series of the CausalImpact vignette (Google, 2014-2024), which R's random numbers make:
# y = 1.2 x + noise with 10 added from period 71 on. Printed there: effect 11 [9.8, 11].
#
# Run: Rscript make.R
library(jsonlite)
set.seed(1)
x <- 100 + arima.sim(model = list(ar = 0.999), n = 100)
y <- 1.2 * x + rnorm(100)
y[71:100] <- y[71:100] + 10
values <- list(
  authority = "R, the vignette of CausalImpact",
  covariate = as.numeric(x),
  outcomes = as.numeric(y),
  prePeriods = 70,
  effect = c(11, 9.8, 11)
)
writeLines(toJSON(values, digits = NA, auto_unbox = TRUE, pretty = TRUE), "values.json")
