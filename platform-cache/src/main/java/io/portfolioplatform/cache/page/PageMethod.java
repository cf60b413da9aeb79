package io.portfolioplatform.cache.page;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.portfolioplatform.cache.CachePage.Scope;
import io.portfolioplatform.cache.PageCaller;
import io.portfolioplatform.cache.load.MarkedLoader;
import io.portfolioplatform.cache.near.Loader;
import io.portfolioplatform.cache.near.NearCache;
import io.portfolioplatform.cache.near.Terms;
import io.portfolioplatform.cache.near.Validity;
import io.portfolioplatform.cache.shared.ResultCodec;
import io.portfolioplatform.cache.shared.ResultRef;
import io.portfolioplatform.cache.shared.SharedLoader;
import io.portfolioplatform.cache.shared.Sharing;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A controller method whose answers are remembered, with everything decided that does not
 * depend on the request.
 *
 * @param id tells it from others that answer at the same place
 * @param cache where its pages are
 * @param terms how long they are remembered
 * @param scope for whom they are remembered
 * @param sameForAll whether that may be everyone, though they are read under claims
 * @param clients whether clients may keep them too
 * @param headers the headers that tell pages apart
 * @param parameters the query parameters that tell pages apart
 * @param tags what a page is about
 * @param sharing how pages are shared, if they are
 * @param codec writes and reads what is shared
 */
record PageMethod(String id, NearCache cache, Terms terms, Scope scope, boolean sameForAll, boolean clients,
		List<String> headers, List<String> parameters, PageTags tags, Supplier<@Nullable Sharing> sharing,
		ResultCodec codec) {

	boolean isPublic() {
		return this.scope == Scope.PUBLIC;
	}

	KeyedRequest narrowed(HttpServletRequest request) {
		return new KeyedRequest(request, this.headers, this.parameters, !isPublic());
	}

	PageKey key(HttpServletRequest request, PageCaller callers) {
		return PageKey.of(this.id, request, caller(request, callers), KeyedLocale.text(request, !isPublic()),
				this.headers, this.parameters);
	}

	/**
	 * Refuse what was read under the claims of users where callers share pages.
	 */
	void checkUsers(Set<String> users, HttpServletRequest request, PageCaller callers) {
		if (users.isEmpty() || this.sameForAll || (!isPublic() && callers.identify(request) != null)) {
			return;
		}
		throw new IllegalStateException("The page of " + this.id
				+ " was read under row-level-security claims, but callers share it: "
				+ "all would get the page of the first. Choose Scope.PRINCIPAL and let nobody in without a principal, "
				+ "read without claims, or say sameForAll = true on its @CachePage if all users may see the same");
	}

	private String caller(HttpServletRequest request, PageCaller callers) {
		if (isPublic()) {
			return "everyone";
		}
		String caller = callers.identify(request);
		return (caller != null) ? "caller " + caller : "nobody";
	}

	/**
	 * Where a page comes from that is not near: what other processes share, or the
	 * controller.
	 */
	Loader source(PageLoader loader, PageKey key, HttpServletRequest request) {
		Loader controller = new MarkedLoader(loader);
		Sharing sharing = this.sharing.get();
		if (sharing == null) {
			return controller;
		}
		ResultRef ref = new ResultRef(this.cache.name(), this.id, key.text(), this.tags.of(request),
				this.codec.schema());
		return new SharedLoader(controller, sharing.counted(this.cache.statistics()), ref, this.codec, this.terms);
	}

	/**
	 * Whether a request asks for a page with more tags than one has.
	 */
	boolean isTaggedTooOften(HttpServletRequest request) {
		return this.tags.of(request).size() > PageTags.MOST;
	}

	Validity validity(HttpServletRequest request) {
		return this.tags.validity(request);
	}

}
