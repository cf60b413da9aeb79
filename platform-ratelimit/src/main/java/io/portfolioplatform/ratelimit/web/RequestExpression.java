package io.portfolioplatform.ratelimit.web;

import java.security.Principal;
import java.util.regex.Pattern;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.EvaluationException;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A SpEL expression over a request, parsed and tried once at startup. It can read the
 * request and nothing else.
 */
public final class RequestExpression implements KeySource {

	private static final EvaluationContext CONTEXT = SimpleEvaluationContext.forReadOnlyDataBinding()
		.withInstanceMethods()
		.build();

	/** SpEL takes an unknown variable for null, and there are none. */
	private static final Pattern VARIABLE = Pattern.compile("#\\w");

	private final Expression expression;

	private RequestExpression(Expression expression) {
		this.expression = expression;
	}

	/**
	 * Parse an expression.
	 * @param text the expression
	 * @param property where it stands, for the error
	 * @return the source of its values
	 * @throws InvalidRateLimitException if it is no expression, or names nothing
	 */
	public static RequestExpression parse(String text, String property) {
		try {
			RequestExpression expression = new RequestExpression(new SpelExpressionParser().parseExpression(text));
			if (VARIABLE.matcher(text).find() || expression.of(new Sample()) == null) {
				throw new IllegalArgumentException("it names nothing that a request has");
			}
			return expression;
		}
		catch (ParseException | EvaluationException | IllegalStateException | IllegalArgumentException ex) {
			throw new InvalidRateLimitException("'" + property + "' is '" + text + "': " + ex.getMessage(),
					"Use method, path, user, address or header('name'), such as header('X-Device') ?: address.");
		}
	}

	@Override
	public @Nullable String of(LimitedRequest request) {
		Object value = this.expression.getValue(CONTEXT, request);
		return (value != null) ? "expression:" + value : null;
	}

	/**
	 * A request to try expressions with.
	 */
	static final class Sample implements LimitedRequest {

		@Override
		public String getMethod() {
			return "GET";
		}

		@Override
		public String getPath() {
			return "/";
		}

		@Override
		public Principal getPrincipal() {
			return () -> "user";
		}

		@Override
		public String getAddress() {
			return "192.0.2.1";
		}

		@Override
		public String header(String name) {
			return "value";
		}

	}

}
