package io.portfolioplatform.cache;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers apart whose pages must not be mixed. Define a bean of this type where the
 * name and the authorities of the principal do not do so, such as with several issuers.
 */
@FunctionalInterface
public interface PageCaller {

	/**
	 * Identify who makes a request.
	 * @param request the request
	 * @return what tells the caller apart, or {@code null} if nobody is authenticated
	 */
	@Nullable String identify(HttpServletRequest request);

}
