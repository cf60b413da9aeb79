package io.portfolioplatform.cache.page;

import java.time.Duration;
import java.util.function.Supplier;

import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.Validity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.ModelAndView;

/**
 * One request for a page, which finds or makes it if there is none near. That an answer
 * must not be remembered is remembered in this process for a moment.
 */
final class PageCall implements Loader, AutoCloseable {

	private static final Duration REFUSED = Duration.ofSeconds(1);

	private final PageMethod method;

	private final PageKey key;

	private final HttpServletRequest request;

	private final Supplier<PageLoader> controllers;

	private @Nullable PageLoader controller;

	private @Nullable Loader source;

	/**
	 * Create a call.
	 * @param method answers the request
	 * @param key what tells the page apart
	 * @param request the request
	 * @param controllers makes what asks the controller, if it has to be asked
	 */
	PageCall(PageMethod method, PageKey key, HttpServletRequest request, Supplier<PageLoader> controllers) {
		this.method = method;
		this.key = key;
		this.request = request;
		this.controllers = controllers;
	}

	PageKey key() {
		return this.key;
	}

	@Override
	public @Nullable Object load() throws Throwable {
		if (this.method.isTaggedTooOften(this.request)) {
			return new Answer.Refused();
		}
		Loader source = this.method.source(controller(), this.key, this.request);
		this.source = source;
		return source.load();
	}

	private PageLoader controller() {
		PageLoader controller = this.controller;
		if (controller == null) {
			controller = this.controllers.get();
			this.controller = controller;
		}
		return controller;
	}

	/**
	 * Whether the response has the controller's headers already.
	 */
	boolean hasAsked() {
		return this.controller != null && this.controller.wasAsked();
	}

	/**
	 * Answer this request without remembering it.
	 * @param response where the answer goes if the controller has not been asked yet
	 * @return what is left to do
	 */
	@Nullable ModelAndView answerUnkept(HttpServletResponse response) throws Exception {
		return controller().answerUnkept(response);
	}

	@Override
	public Validity validity() {
		return this.method.validity(this.request);
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return !(value instanceof Page) || this.source == null || this.source.keeps(value);
	}

	@Override
	public Duration limit(@Nullable Object value, Duration ttl) {
		if (!(value instanceof Page)) {
			return REFUSED;
		}
		return (this.source != null) ? this.source.limit(value, ttl) : ttl;
	}

	@Override
	public void close() {
		if (this.controller != null) {
			this.controller.discard();
		}
	}

}
