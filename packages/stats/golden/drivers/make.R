# Golden values of the drivers. Authority: R itself. LMG by brute force over all subsets with R² from
# solve() on cor(); Johnson (2000) by eigen(); nearest correlation matrix by Matrix::nearPD (Higham
# 2002). The airline answers are read from the shared data, where they are there: only results are
# written, and the committed ones are kept where they are not.
#
# Run: Rscript make.R
suppressPackageStartupMessages({
  library(jsonlite)
  library(Matrix)
})
out <- list(authority = paste("R", getRversion(), "and Matrix", packageVersion("Matrix")))

r2_of <- function(R, r, subset) if (length(subset)) sum(r[subset] * solve(R[subset, subset, drop = FALSE], r[subset])) else 0
importance <- function(C, outcome) {
  cor_all <- cov2cor(C)
  at <- setdiff(colnames(C), outcome)
  R <- cor_all[at, at]
  r <- cor_all[at, outcome]
  p <- length(at)
  members <- lapply(0:(2^p - 1), function(code) which(bitwAnd(code, bitwShiftL(1L, 0:(p - 1))) > 0))
  values <- vapply(members, function(s) r2_of(R, r, s), 0)
  sizes <- lengths(members)
  lmg <- vapply(1:p, function(i) {
    without <- which(vapply(members, function(s) !(i %in% s), TRUE))
    s <- sizes[without]
    sum(exp(lfactorial(s) + lfactorial(p - 1 - s) - lfactorial(p)) * (values[without + 2^(i - 1)] - values[without]))
  }, 0)
  beta <- solve(R, r)
  e <- eigen(R, symmetric = TRUE)
  half <- e$vectors %*% diag(sqrt(e$values), p) %*% t(e$vectors)
  list(outcome = outcome, names = colnames(C), covariance = unname(C), r2 = r2_of(R, r, 1:p), lmg = lmg,
       johnson = as.numeric(half^2 %*% solve(half, r)^2), first = unname(r^2),
       last = unname(beta^2 / diag(solve(R))), betasq = unname(beta^2), pratt = unname(beta * r))
}
out$swiss <- c(n = nrow(swiss), importance(cov(swiss), "Fertility"))
cars <- mtcars[, c("mpg", "cyl", "disp", "hp", "gear")]
out$mtcars <- c(n = nrow(cars), importance(cov(cars), "mpg"))

# Missing answers: airquality, pairwise, as cor(use = "pairwise.complete.obs").
air <- airquality[, 1:4]
spread <- sapply(air, sd, na.rm = TRUE)
pairwise <- cor(air, use = "pairwise.complete.obs") * outer(spread, spread)
out$airquality <- c(list(columns = unname(as.list(air)), means = unname(colMeans(air, na.rm = TRUE)),
  pairs = unname(crossprod(!is.na(air)))), importance(pairwise, "Ozone"))

# Nearest correlation matrix: Higham's (2002) tridiagonal case and two that no data can have.
set.seed(20240601)
random <- cor(matrix(rnorm(60), 10)) + 0.35 * (1 - diag(6)) * sign(matrix(rnorm(36), 6))
random <- pmax(pmin((random + t(random)) / 2, 1), -1)
cases <- list(matrix(c(1, 1, 0, 1, 1, 1, 0, 1, 1), 3), matrix(c(1, .9, .7, .9, 1, -.3, .7, -.3, 1), 3), random)
out$nearest <- lapply(cases, function(A) list(matrix = unname(A), smallest = min(eigen(A, TRUE, TRUE)$values),
  nearest = unname(as.matrix(nearPD(A, corr = TRUE, do2eigen = FALSE, conv.tol = 1e-14, eig.tol = 1e-14, maxit = 10000)$mat))))

shared <- Sys.getenv("FEALTY_SHARED", "../../../../../shared")
file <- file.path(shared, "data/airline-passenger-satisfaction/airline_passenger_satisfaction.csv.gz")
if (file.exists(file)) {
  data <- read.csv(gzfile(file), check.names = FALSE)
  ratings <- as.matrix(data[, 10:23])
  y <- as.integer(data$Satisfaction == "Satisfied")
  zero <- importance(cov(cbind(ratings, satisfied = y)), "satisfied")
  ratings[ratings == 0] <- NA
  all <- cbind(ratings, satisfied = y)
  spread <- apply(all, 2, sd, na.rm = TRUE)
  missing <- importance(cor(all, use = "pairwise.complete.obs") * outer(spread, spread), "satisfied")
  keep <- c("names", "r2", "lmg", "johnson")
  out$airline <- list(zero = zero[keep], missing = c(missing[keep], smallestPair = min(crossprod(!is.na(all)))))
} else out$airline <- fromJSON("values.json", simplifyVector = TRUE)$airline

write(toJSON(out, digits = NA, auto_unbox = TRUE, matrix = "rowmajor", na = "null"), "values.json")
