package io.portfolioplatform.health.shed;

import java.util.regex.Pattern;

import io.portfolioplatform.health.RequestPriorities;
import io.portfolioplatform.health.RequestPriority;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads the priority from headers. They are not verified: whoever forges a credential
 * gets no more than a place in front of those without one.
 */
public final class HeaderPriorities implements RequestPriorities {

	private static final Pattern BACKGROUND_URGENCY = Pattern.compile("(^|[,\\s])u=[67]\\b");

	@Override
	public RequestPriority of(HttpServletRequest request) {
		if (isBackground(request)) {
			return RequestPriority.BACKGROUND;
		}
		boolean known = request.getHeader("Authorization") != null || request.getHeader("Cookie") != null;
		return known ? RequestPriority.INTERACTIVE : RequestPriority.ANONYMOUS;
	}

	private static boolean isBackground(HttpServletRequest request) {
		String purpose = request.getHeader("Sec-Purpose");
		if (purpose != null && purpose.contains("prefetch")) {
			return true;
		}
		String priority = request.getHeader("Priority");
		return priority != null && BACKGROUND_URGENCY.matcher(priority).find();
	}

}
