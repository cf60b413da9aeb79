package io.portfolioplatform.cache.page;

import java.util.Set;
import java.util.function.Consumer;

import io.portfolioplatform.cache.load.ClaimsWatch;
import io.portfolioplatform.cache.near.Loader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Asks the controller on behalf of one request. It notes whether it was asked: the
 * response of the request that asked has the controller's headers already.
 */
final class PageLoader implements Loader {

	private final HandlerAdapter adapter;

	private final Object handler;

	private final KeyedRequest request;

	private final PageCapture capture;

	private final Consumer<Set<String>> users;

	private boolean asked;

	private @Nullable ModelAndView model;

	/**
	 * Create a loader for one request.
	 * @param users refuses a page that was read under the claims of users it is not for
	 */
	PageLoader(HandlerAdapter adapter, Object handler, KeyedRequest request, HttpServletResponse response, int maxBytes,
			Consumer<Set<String>> users) {
		this.adapter = adapter;
		this.handler = handler;
		this.request = request;
		this.capture = new PageCapture(response, maxBytes);
		this.users = users;
	}

	@Override
	public Answer load() throws Exception {
		this.asked = true;
		try (ClaimsWatch watch = ClaimsWatch.begin()) {
			this.model = ask(this.request, this.capture);
			Page page = (this.model == null) ? this.capture.page(System.currentTimeMillis()) : null;
			if (page != null) {
				check(watch.subjects());
			}
			return (page != null) ? page : new Answer.Refused();
		}
	}

	private void check(Set<String> users) {
		try {
			this.users.accept(users);
		}
		catch (IllegalStateException ex) {
			// The failure is answered with nothing of the page.
			this.capture.reset();
			throw ex;
		}
	}

	private @Nullable ModelAndView ask(HttpServletRequest request, HttpServletResponse response) throws Exception {
		return KeyedAttributes.<@Nullable ModelAndView>within(request, response,
				() -> this.adapter.handle(request, response, this.handler));
	}

	boolean wasAsked() {
		return this.asked;
	}

	/**
	 * Answer this request without remembering it.
	 * @param response where the answer goes if the controller has not been asked yet
	 * @return what is left to do
	 */
	@Nullable ModelAndView answerUnkept(HttpServletResponse response) throws Exception {
		if (!this.asked) {
			return ask(this.request, response);
		}
		this.capture.release();
		return this.model;
	}

	@Override
	public boolean keeps(@Nullable Object value) {
		return value instanceof Page;
	}

	/**
	 * Give up what is kept back of the answer.
	 */
	void discard() {
		this.capture.discard();
	}

}
