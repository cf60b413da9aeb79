package io.portfolioplatform.health.shed;

import java.util.function.Function;
import java.util.regex.Pattern;

import io.portfolioplatform.health.RequestPriorities;
import io.portfolioplatform.health.RequestPriority;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the priority from headers. They are not verified: whoever forges a credential
 * gets no more than a place in front of those without one.
 */
public final class HeaderPriorities implements RequestPriorities {

	private static final Pattern BACKGROUND_URGENCY = Pattern.compile("(^|[,\\s])u=[67]\\b");

	@Override
	public RequestPriority of(HttpServletRequest request) {
		return of(request::getHeader);
	}

	/**
	 * Decide the priority of a request.
	 * @param headers gives the first value of a header, or null
	 * @return its priority
	 */
	public static RequestPriority of(Function<String, @Nullable String> headers) {
		if (isBackground(headers)) {
			return RequestPriority.BACKGROUND;
		}
		boolean known = headers.apply("Authorization") != null || headers.apply("Cookie") != null;
		return known ? RequestPriority.INTERACTIVE : RequestPriority.ANONYMOUS;
	}

	private static boolean isBackground(Function<String, @Nullable String> headers) {
		String purpose = headers.apply("Sec-Purpose");
		if (purpose != null && purpose.contains("prefetch")) {
			return true;
		}
		String priority = headers.apply("Priority");
		return priority != null && BACKGROUND_URGENCY.matcher(priority).find();
	}

}
