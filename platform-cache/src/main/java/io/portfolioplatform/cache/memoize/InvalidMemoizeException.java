package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;

/**
 * A {@link io.portfolioplatform.cache.Memoize @Memoize} that cannot work.
 */
public class InvalidMemoizeException extends RuntimeException {

	private final String method;

	private final String reason;

	private final String action;

	InvalidMemoizeException(Method method, String reason, String action) {
		super("@Memoize on " + Signature.of(method) + " cannot work: " + reason);
		this.method = Signature.of(method);
		this.reason = reason;
		this.action = action;
	}

	/**
	 * The annotated method.
	 * @return its class, name and parameter types
	 */
	public String getMethod() {
		return this.method;
	}

	/**
	 * Why it cannot work, as a clause without a full stop.
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * What to do, as a sentence.
	 * @return the cure
	 */
	public String getAction() {
		return this.action;
	}

}
