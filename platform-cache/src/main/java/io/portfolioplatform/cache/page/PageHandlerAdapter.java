package io.portfolioplatform.cache.page;

import java.util.function.Supplier;

import io.portfolioplatform.cache.PageCaller;
import io.portfolioplatform.cache.memoize.EvictionTiming;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers requests for {@link io.portfolioplatform.cache.CachePage @CachePage} methods.
 * It comes after every filter and interceptor, which see each request, and before the
 * adapter that calls the method.
 */
public final class PageHandlerAdapter implements HandlerAdapter, Ordered {

	private final PageMethods methods;

	private final Supplier<? extends HandlerAdapter> adapter;

	private final PageCaller callers;

	private final EvictionTiming timing;

	private final int maxBytes;

	/**
	 * Create the adapter.
	 * @param methods the methods whose answers are remembered
	 * @param adapter calls them
	 * @param callers tells callers apart
	 * @param timing when evictions take effect
	 * @param maxBytes the longest body that is remembered
	 */
	public PageHandlerAdapter(PageMethods methods, Supplier<? extends HandlerAdapter> adapter, PageCaller callers,
			EvictionTiming timing, int maxBytes) {
		this.methods = methods;
		this.adapter = adapter;
		this.callers = callers;
		this.timing = timing;
		this.maxBytes = maxBytes;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && this.methods.find(method) != null;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		PageMethod page = (handler instanceof HandlerMethod method) ? this.methods.find(method) : null;
		if (page != null && !page.clients()) {
			// Whatever is answered, remembered or not.
			response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		}
		if (page == null || !isRead(request) || this.timing.isEvictionPending()) {
			return this.adapter.get().handle(request, response, handler);
		}
		try (PageCall call = new PageCall(page, page.key(request, this.callers), request,
				() -> new PageLoader(this.adapter.get(), handler, page.narrowed(request), response, this.maxBytes,
						(users) -> page.checkUsers(users, request, this.callers)))) {
			if (!(answer(page, call) instanceof Page found)) {
				return call.answerUnkept(response);
			}
			new PageWriter(page).write(found, call.hasAsked(), request, response);
			return null;
		}
	}

	private static boolean isRead(HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
	}

	private static @Nullable Object answer(PageMethod page, PageCall call) throws Exception {
		try {
			return page.cache().get(call.key(), page.terms(), call);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

}
