# Golden values of exponential smoothing. Authority: R's forecast (Hyndman and Khandakar), numbers
# only, on series of R's datasets. Run: Rscript make.R
suppressMessages({
  library(forecast)
  library(jsonlite)
})
series <- list(
  AirPassengers = AirPassengers, nottem = nottem, Nile = Nile, USAccDeaths = USAccDeaths,
  UKgas = UKgas, co2 = window(co2, 1985), lynx = log10(lynx)
)
models <- list(
  AirPassengers = list(c("MAM", FALSE), c("MAM", TRUE), c("AAA", FALSE), c("MAA", TRUE), c("MNM", FALSE)),
  nottem = list(c("ANA", FALSE), c("MNA", FALSE)), Nile = list(c("ANN", FALSE), c("MNN", FALSE), c("AAN", TRUE)),
  USAccDeaths = list(c("AAA", FALSE), c("ANA", FALSE), c("AAA", TRUE)), UKgas = list(c("MAM", FALSE)),
  co2 = list(c("AAA", FALSE), c("AAA", TRUE)), lynx = list(c("AAN", FALSE), c("MAN", TRUE), c("MAN", FALSE))
)
one <- function(y, model, damped) {
  f <- ets(y, model = model, damped = damped, bounds = "usual", opt.crit = "lik")
  p <- as.list(f$par)
  n <- length(y)
  # Without the constant that R leaves out: -n/2 (ln(2 pi / n) + 1).
  loglik <- f$loglik - n / 2 * (log(2 * pi / n) + 1)
  m <- if (f$components[3] == "N") 0 else frequency(y)
  start <- f$initstate
  seasons <- if (m > 0) rev(tail(start, m)) else numeric(0)
  h <- 18
  fc <- forecast(f, h = h, level = 95)
  value <- function(name, other) if (is.null(p[[name]])) other else p[[name]]
  list(
    model = model, damped = damped,
    parameters = list(alpha = p$alpha, beta = value("beta", 0), gamma = value("gamma", 0), phi = value("phi", 1)),
    initial = list(level = unname(start[1]), slope = if (substr(model, 2, 2) == "A") unname(start[2]) else 0, season = I(unname(seasons))),
    logLikelihood = loglik, count = length(f$par) + 1, aic = -2 * loglik + 2 * (length(f$par) + 1),
    aiccLessAic = f$aicc - f$aic, sigma = sqrt(f$sigma2), mean = as.numeric(fc$mean), upper = as.numeric(fc$upper[, 1])
  )
}
out <- list(authority = paste("R", getRversion(), "forecast", packageVersion("forecast")), series = lapply(names(series), function(name) {
  y <- series[[name]]
  list(name = name, cycle = frequency(y), values = as.numeric(y), fits = lapply(models[[name]], function(m) one(y, m[1], as.logical(m[2]))))
}))
write_json(out, "values.json", auto_unbox = TRUE, digits = NA, pretty = FALSE)
