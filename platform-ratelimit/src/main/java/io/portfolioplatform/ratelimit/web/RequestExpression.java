package io.portfolioplatform.ratelimit.web;

import java.security.Principal;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import io.portfolioplatform.ratelimit.policy.InvalidRateLimitException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;
import org.springframework.http.server.PathContainer;

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

	private static final Log logger = LogFactory.getLog(RequestExpression.class);

	private final Expression expression;

	private final String property;

	private final AtomicBoolean failed = new AtomicBoolean();

	private RequestExpression(Expression expression, String property) {
		this.expression = expression;
		this.property = property;
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
			RequestExpression expression = new RequestExpression(new SpelExpressionParser().parseExpression(text),
					property);
			if (VARIABLE.matcher(text).find() || expression.evaluate(new Sample()) == null) {
				throw new IllegalArgumentException("it names nothing that a request has");
			}
			return expression;
		}
		catch (RuntimeException ex) {
			throw new InvalidRateLimitException("'" + property + "' is '" + text + "': " + ex.getMessage(),
					"Use method, path, user, address or header('name'), such as header('X-Device') ?: address.");
		}
	}

	/**
	 * An expression that fails for a request, such as one that calls a method of a header
	 * which was not sent, says that the request has no key.
	 */
	@Override
	public @Nullable String of(LimitedRequest request) {
		try {
			Object value = evaluate(request);
			return (value != null && !value.toString().isEmpty()) ? "expression:" + value : null;
		}
		catch (RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				logger.warn("'" + this.property + "' has no value for a request, which has no key then: "
						+ ex.getMessage() + " (this is said once)");
			}
			return null;
		}
	}

	/**
	 * Whoever names an address means the client's, in whichever way SpEL lets it be read.
	 */
	@Override
	public boolean mayReadAddresses() {
		return this.expression.getExpressionString().toLowerCase(Locale.ROOT).contains("address");
	}

	private @Nullable Object evaluate(LimitedRequest request) {
		return this.expression.getValue(CONTEXT, new Root(request));
	}

	/**
	 * All an expression sees, so that it finds the same in every request as in the sample
	 * at startup, and nothing of the container behind one.
	 */
	private static final class Root implements LimitedRequest {

		private final LimitedRequest request;

		private Root(LimitedRequest request) {
			this.request = request;
		}

		@Override
		public String getMethod() {
			return this.request.getMethod();
		}

		@Override
		public String getPath() {
			return this.request.getPath();
		}

		@Override
		public PathContainer parsedPath() {
			return this.request.parsedPath();
		}

		@Override
		public @Nullable Principal getPrincipal() {
			return this.request.getPrincipal();
		}

		@Override
		public String getAddress() {
			return this.request.getAddress();
		}

		@Override
		public @Nullable String header(String name) {
			return this.request.header(name);
		}

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
