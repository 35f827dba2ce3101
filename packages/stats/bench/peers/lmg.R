# The peer of LMG: R² of every subset of the drivers from the covariance matrix, as relaimpo does it.
# Usage: Rscript lmg.R FOLDER lmg DRIVERS. Prints {"seconds", "parameters"} as JSON.
arguments <- commandArgs(TRUE)
p <- as.integer(arguments[3])
covariance <- matrix(readBin(file.path(arguments[1], paste0("covariance-", p, ".f64")), "double", (p + 1)^2), p + 1)
share <- function() {
  inside <- covariance[1:p, 1:p]
  outcome <- covariance[1:p, p + 1]
  variance <- covariance[p + 1, p + 1]
  bits <- bitwShiftL(1L, 0:(p - 1))
  explained <- numeric(2^p)
  for (subset in 1:(2^p - 1)) {
    chosen <- which(bitwAnd(subset, bits) > 0)
    explained[subset + 1] <- sum(outcome[chosen] * solve(inside[chosen, chosen, drop = FALSE], outcome[chosen])) / variance
  }
  all <- 0:(2^p - 1)
  sizes <- rowSums(sapply(bits, function(bit) bitwAnd(all, bit) > 0))
  weight <- factorial(0:(p - 1)) * factorial((p - 1):0) / factorial(p)
  sapply(bits, function(bit) {
    without <- all[bitwAnd(all, bit) == 0]
    sum(weight[sizes[without + 1] + 1] * (explained[without + bit + 1] - explained[without + 1]))
  })
}
seconds <- system.time(shares <- share())[["elapsed"]]
cat(sprintf('{"seconds": %.6f, "parameters": [%s]}\n', seconds, paste(sprintf("%.15g", shares), collapse = ", ")))
