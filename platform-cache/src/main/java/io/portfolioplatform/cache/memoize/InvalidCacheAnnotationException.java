package io.portfolioplatform.cache.memoize;

import java.lang.reflect.Method;

/**
 * An annotation of this module that cannot work where it stands.
 */
public abstract class InvalidCacheAnnotationException extends RuntimeException {

	private final String annotation;

	private final String method;

	private final String reason;

	private final String action;

	/**
	 * Create the exception.
	 * @param annotation the annotation, such as {@code @Memoize}
	 * @param method the annotated method
	 * @param reason why it cannot work, as a clause without a full stop
	 * @param action what to do, as a sentence
	 */
	protected InvalidCacheAnnotationException(String annotation, Method method, String reason, String action) {
		super(annotation + " on " + Signature.of(method) + " cannot work: " + reason);
		this.annotation = annotation;
		this.method = Signature.of(method);
		this.reason = reason;
		this.action = action;
	}

	/**
	 * The annotation.
	 * @return its name with the at sign
	 */
	public String getAnnotation() {
		return this.annotation;
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
