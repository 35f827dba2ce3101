# Golden values of linear, logistic and ordinal regression.
# Authorities: R stats::lm and stats::glm, MASS::polr (BFGS to reltol 1e-15), base matrix algebra for
# the test of Brant (1990), whose formula is applied to the fits of glm.
#
# Run: Rscript make.R
suppressPackageStartupMessages({
  library(MASS)
  library(jsonlite)
})
out <- list(authority = paste("R", getRversion(), "stats and MASS", packageVersion("MASS")))

# Linear: swiss, from its covariance matrix.
fit <- lm(Fertility ~ ., data = swiss)
s <- summary(fit)
ci <- confint(fit)
z <- as.data.frame(scale(swiss))
vif <- diag(solve(cor(swiss[, -1])))
out$linear <- list(
  names = names(swiss), n = nrow(swiss), covariance = unname(cov(swiss)), means = unname(colMeans(swiss)),
  coefficients = unname(s$coefficients), ci = unname(ci), r2 = s$r.squared, adjusted = s$adj.r.squared,
  sigma = s$sigma, f = unname(s$fstatistic),
  fP = pf(s$fstatistic[[1]], s$fstatistic[[2]], s$fstatistic[[3]], lower.tail = FALSE),
  standardised = unname(coef(lm(Fertility ~ ., data = z))[-1]), vif = unname(vif))

# Logistic: survivors of the Titanic, 24 grouped cells, and birth weights, 189 rows.
titanic <- as.data.frame(Titanic, stringsAsFactors = FALSE)
cells <- aggregate(Freq ~ Class + Sex + Age, titanic, sum)
cells$yes <- aggregate(Freq ~ Class + Sex + Age, subset(titanic, Survived == "Yes"), sum)$Freq
columns <- with(cells, cbind(first = +(Class == "1st"), second = +(Class == "2nd"), crew = +(Class == "Crew"),
                             male = +(Sex == "Male"), child = +(Age == "Child")))
people <- cells$Freq > 0
rows <- data.frame(columns, yes = cells$yes, n = cells$Freq)[people, ]
describe_glm <- function(fit, null) {
  list(coefficients = unname(summary(fit)$coefficients), covariance = unname(vcov(fit)),
       logLik = as.numeric(logLik(fit)), nullLogLik = as.numeric(logLik(null)), aic = AIC(fit))
}
tight <- glm.control(epsilon = 1e-15, maxit = 100)
long <- rows[rep(seq_len(nrow(rows)), rows$n), ]
long$y <- unlist(lapply(seq_len(nrow(rows)), function(i) rep(c(1, 0), c(rows$yes[i], rows$n[i] - rows$yes[i]))))
fit <- glm(y ~ first + second + crew + male + child, binomial, long, control = tight)
out$titanic <- c(list(names = colnames(columns), columns = unname(as.list(rows[, colnames(columns)])),
  successes = rows$yes, n = rows$n), describe_glm(fit, glm(y ~ 1, binomial, long)))
fit <- glm(low ~ age + lwt + smoke + ptl + ht + ui, binomial, birthwt, control = tight)
out$birthwt <- c(list(names = names(coef(fit))[-1], columns = unname(as.list(birthwt[, names(coef(fit))[-1]])),
  successes = birthwt$low, n = rep(1, nrow(birthwt))), describe_glm(fit, glm(low ~ 1, binomial, birthwt)))

# Ordinal: satisfaction of tenants in Copenhagen (MASS::housing), grouped, three categories.
brant <- function(data, response, predictors, weights) {
  levels <- levels(data[[response]])
  y <- as.integer(data[[response]])
  w <- data[[weights]]
  x <- as.matrix(cbind(1, data[, predictors]))
  fits <- lapply(seq_len(length(levels) - 1), function(j)
    glm(+(y > j) ~ ., quasibinomial, data[, predictors, drop = FALSE], weights = w, control = tight))
  p <- lapply(fits, fitted)
  b <- unlist(lapply(fits, function(f) coef(f)[-1]))
  k <- length(predictors)
  J <- length(fits)
  bread <- lapply(p, function(q) solve(crossprod(x, x * (w * q * (1 - q)))))
  V <- matrix(0, J * k, J * k)
  for (j in 1:J) for (l in j:J) {
    block <- bread[[j]] %*% crossprod(x, x * (w * p[[l]] * (1 - p[[j]]))) %*% bread[[l]]
    V[(j - 1) * k + 1:k, (l - 1) * k + 1:k] <- block[-1, -1]
    V[(l - 1) * k + 1:k, (j - 1) * k + 1:k] <- t(block[-1, -1])
  }
  wald <- function(which) {
    D <- do.call(rbind, lapply(2:J, function(l) {
      d <- matrix(0, length(which), J * k)
      for (i in seq_along(which)) { d[i, which[i]] <- -1; d[i, (l - 1) * k + which[i]] <- 1 }
      d
    }))
    gap <- D %*% b
    chi <- as.numeric(t(gap) %*% solve(D %*% V %*% t(D), gap))
    c(chi, nrow(D), pchisq(chi, nrow(D), lower.tail = FALSE))
  }
  list(overall = wald(1:k), each = lapply(1:k, wald))
}
describe_polr <- function(wide, categories, predictors) {
  long <- do.call(rbind, lapply(seq_along(categories), function(c)
    data.frame(wide[, predictors], y = factor(categories[c], levels = categories, ordered = TRUE), w = wide[[categories[c]]])))
  long <- long[long$w > 0, ]
  formula <- reformulate(predictors, "y")
  first <- polr(formula, long, weights = w)
  fit <- polr(formula, long, weights = w, Hess = TRUE, start = c(coef(first), first$zeta),
              control = list(reltol = 1e-15, maxit = 1000, ndeps = rep(1e-5, length(coef(first)) + length(first$zeta))))
  null <- polr(y ~ 1, long, weights = w, control = list(reltol = 1e-15))
  list(names = predictors, columns = unname(as.list(wide[, predictors])), counts = unname(as.list(wide[, categories])),
       coefficients = unname(coef(fit)), thresholds = unname(fit$zeta), se = unname(sqrt(diag(vcov(fit)))),
       logLik = as.numeric(logLik(fit)), nullLogLik = as.numeric(logLik(null)),
       brant = brant(long, "y", predictors, "w"))
}
h <- reshape(housing[, c("Infl", "Type", "Cont", "Sat", "Freq")], idvar = c("Infl", "Type", "Cont"), timevar = "Sat", direction = "wide")
wide <- data.frame(medium = +(h$Infl == "Medium"), high = +(h$Infl == "High"), apartment = +(h$Type == "Apartment"),
  atrium = +(h$Type == "Atrium"), terrace = +(h$Type == "Terrace"), contact = +(h$Cont == "High"),
  low = h$Freq.Low, mid = h$Freq.Medium, top = h$Freq.High)
out$housing <- describe_polr(wide, c("low", "mid", "top"), c("medium", "high", "apartment", "atrium", "terrace", "contact"))

# Five categories, continuous drivers that do not work alike at every threshold.
set.seed(20240601)
m <- 400
x1 <- round(rnorm(m, 50, 10), 2)
x2 <- round(runif(m), 3)
latent <- 0.06 * (x1 - 50) + 1.5 * x2 * (rlogis(m) > 0) + rlogis(m)
y <- cut(latent, c(-Inf, -1, 0, 1, 2, Inf), labels = c("a", "b", "c", "d", "e"))
wide <- data.frame(x1, x2, sapply(levels(y), function(l) +(y == l)))
out$five <- describe_polr(wide, levels(y), c("x1", "x2"))

write(toJSON(out, digits = NA, auto_unbox = TRUE, matrix = "rowmajor", pretty = FALSE), "values.json")
