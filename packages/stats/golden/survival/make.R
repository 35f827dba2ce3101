# Golden values of the survival kernels. Authority: the survival package of R.
#
# Run: Rscript make.R
suppressPackageStartupMessages({
  library(survival)
  library(jsonlite)
})

draw <- function(seed, n, late = FALSE, counts = FALSE) {
  set.seed(seed)
  x <- round(rnorm(n), 3)
  y <- rbinom(n, 1, 0.4)
  z <- sample(0:3, n, TRUE)
  entry <- if (late) round(runif(n, 0, 6), 1) else rep(0, n)
  time <- entry + ceiling(10 * rexp(n, exp(0.6 * x - 0.4 * y) / 4)) / if (late) 3 else 1
  data.frame(
    time = round(time, 4), event = rbinom(n, 1, 0.7), entry = entry, x = x, y = y, z = z,
    stratum = sample(0:2, n, TRUE), n = if (counts) sample(1:4, n, TRUE) else rep(1, n),
    weight = round(runif(n, 0.5, 2), 2)
  )
}
expand <- function(d) d[rep(seq_len(nrow(d)), d$n), ]
surv <- function(d, late) if (late) Surv(d$entry, d$time, d$event) else Surv(d$time, d$event)

curves <- lapply(list(list(1, 60, FALSE, FALSE), list(2, 80, FALSE, TRUE), list(3, 70, TRUE, TRUE)), function(a) {
  d <- draw(a[[1]], a[[2]], a[[3]], a[[4]])
  e <- expand(d)
  of <- function(type) survfit(surv(e, a[[3]]) ~ 1, conf.type = type)
  log <- of("log")
  at <- seq_len(sum(log$surv > 0))
  cut <- max(log$time[at]) * 0.8
  table <- summary(log, rmean = cut)$table
  quantiles <- lapply(c(log = "log", `log-log` = "log-log", plain = "plain"), function(type) {
    q <- quantile(of(type), c(0.25, 0.5, 0.6))
    list(value = unname(q$quantile), low = unname(q$lower), high = unname(q$upper))
  })
  list(
    data = d, late = a[[3]], time = log$time[at], atRisk = log$n.risk[at], events = log$n.event[at],
    survival = log$surv[at], se = (log$std.err * log$surv)[at],
    hazard = log$cumhaz[at], hazardError = log$std.chaz[at],
    bounds = lapply(c(log = "log", `log-log` = "log-log", plain = "plain"), function(type) {
      f <- of(type)
      list(low = f$lower[at], high = f$upper[at])
    }),
    quantiles = quantiles, horizon = cut, mean = unname(table["rmean"]), meanError = unname(table["se(rmean)"])
  )
})

logrank <- lapply(list(11, 12), function(seed) {
  d <- draw(seed, 90, FALSE, TRUE)
  e <- expand(d)
  plain <- survdiff(Surv(time, event) ~ z, e)
  within <- survdiff(Surv(time, event) ~ z + strata(stratum), e)
  list(
    data = d, statistic = plain$chisq, observed = plain$obs, expected = plain$exp, p = plain$pvalue,
    stratified = list(statistic = within$chisq, p = within$pvalue)
  )
})

cox_case <- function(seed, n, late, counts, weighted, stratified, ties) {
  d <- draw(seed, n, late, counts)
  e <- expand(d)
  e$response <- surv(e, late)
  rhs <- if (stratified) "x + y + z + strata(stratum)" else "x + y + z"
  formula <- as.formula(paste("response ~", rhs))
  control <- coxph.control(eps = 1e-13, iter.max = 60)
  fit <- if (weighted) coxph(formula, e, weights = weight, ties = ties, robust = FALSE, control = control, model = TRUE)
  else coxph(formula, e, ties = ties, control = control, model = TRUE)
  zph <- cox.zph(fit)$table
  profile <- data.frame(x = 0.5, y = 1, z = 2, stratum = 1)
  predicted <- survfit(fit, newdata = profile, conf.type = "log")
  times <- unname(quantile(predicted$time, c(0.2, 0.5, 0.8), type = 1))
  at <- summary(predicted, times = times)
  c_index <- concordance(fit)
  list(
    data = d, late = late, counts = counts, weighted = weighted, stratified = stratified, ties = ties,
    coefficients = unname(coef(fit)), covariance = unname(vcov(fit)), loglik = fit$loglik,
    wald = unname(fit$wald.test), score = fit$score,
    zph = list(statistic = unname(zph[, "chisq"]), p = unname(zph[, "p"])),
    predicted = list(time = times, value = at$surv, se = at$std.err, low = at$lower, high = at$upper),
    concordance = unname(c_index$concordance), concordanceError = sqrt(c_index$var)
  )
}
cox <- list(
  cox_case(21, 80, FALSE, FALSE, FALSE, FALSE, "efron"),
  cox_case(21, 80, FALSE, FALSE, FALSE, FALSE, "breslow"),
  cox_case(22, 90, FALSE, TRUE, FALSE, FALSE, "efron"),
  cox_case(23, 90, FALSE, FALSE, TRUE, FALSE, "efron"),
  cox_case(24, 120, FALSE, TRUE, FALSE, TRUE, "efron"),
  cox_case(25, 90, TRUE, FALSE, FALSE, FALSE, "efron"),
  cox_case(26, 120, TRUE, TRUE, FALSE, TRUE, "breslow")
)
out <- list(authority = paste("R survival", packageVersion("survival")), curves = curves, logrank = logrank, cox = cox)
write_json(out, "values.json", digits = 12, auto_unbox = TRUE, dataframe = "columns", na = "null", matrix = "rowmajor")
