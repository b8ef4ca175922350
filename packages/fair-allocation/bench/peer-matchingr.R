# Runs the R package "matchingR" on a plain market: Rscript peer-matchingr.R <library it is installed in> <market.json>
#
# It knows complete preferences only, as matrices of utilities: partners nobody named come after all named ones, on both sides, and a
# child who ends with one of them has no seat. Named ones then lose to nobody unnamed, so they end as in the market itself.
arguments <- commandArgs(trailingOnly = TRUE)
.libPaths(c(arguments[1], .libPaths()))
suppressPackageStartupMessages(library(matchingR))
market <- jsonlite::fromJSON(arguments[2], simplifyMatrix = TRUE)
wishes <- market$children + 1
children <- nrow(wishes)
facilities <- nrow(market$facilities)
student <- matrix(0, nrow = facilities, ncol = children)
student[cbind(as.vector(wishes), rep(seq_len(children), ncol(wishes)))] <- rep(rev(seq_len(ncol(wishes))), each = children)
college <- matrix(0, nrow = children, ncol = facilities)
for (p in seq_len(facilities)) {
  ranking <- market$facilities$ranking[[p]] + 1
  college[ranking, p] <- rev(seq_along(ranking))
}
before <- proc.time()
result <- galeShapley.collegeAdmissions(studentUtils = student, collegeUtils = college, slots = market$facilities$capacity, studentOptimal = TRUE)
spent <- proc.time() - before
placed <- as.vector(result$matched.students)
isNamed <- !is.na(placed) & student[cbind(ifelse(is.na(placed), 1, placed), seq_len(children))] > 0
seats <- ifelse(isNamed, placed - 1, -1)
memory <- as.numeric(sub("\\D*(\\d+).*", "\\1", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(jsonlite::toJSON(list(seconds = sum(spent[1:2]), memory = round(memory), seats = seats), auto_unbox = TRUE, digits = 6))
