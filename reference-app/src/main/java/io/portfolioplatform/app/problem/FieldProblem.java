package io.portfolioplatform.app.problem;

import org.jspecify.annotations.Nullable;

/**
 * Member of {@code errors} in a problem: what is wrong with one field of a request.
 *
 * @param field name of the parameter, path variable or part
 * @param value the value received, or {@code null} if there was none
 * @param message what the field needs
 */
record FieldProblem(String field, @Nullable String value, String message) {

}
