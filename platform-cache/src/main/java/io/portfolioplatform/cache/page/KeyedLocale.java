package io.portfolioplatform.cache.page;

import java.util.TimeZone;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The locale and time zone that a method sees. Spring has found them before, perhaps in a
 * cookie, a session or a parameter that the method does not see, and keeps them where the
 * narrowed request would still find them.
 */
final class KeyedLocale {

	private KeyedLocale() {
	}

	/**
	 * Return what resolves the locale for a method. What a resolver finds in a header
	 * that the method sees, it finds there again. Anything else is the choice of a
	 * caller: it is part of the key where each has pages of its own, and not seen where
	 * everyone is given one.
	 * @param request the request, not narrowed
	 * @param ofCaller whether each caller has pages of its own
	 */
	static @Nullable LocaleResolver resolver(HttpServletRequest request, boolean ofCaller) {
		LocaleResolver resolver = RequestContextUtils.getLocaleResolver(request);
		if (resolver == null || resolver instanceof FixedLocaleResolver
				|| resolver.getClass() == AcceptHeaderLocaleResolver.class) {
			return resolver;
		}
		return ofCaller ? found(request) : null;
	}

	private static LocaleResolver found(HttpServletRequest request) {
		FixedLocaleResolver found = new FixedLocaleResolver(RequestContextUtils.getLocale(request));
		found.setDefaultTimeZone(RequestContextUtils.getTimeZone(request));
		return found;
	}

	/**
	 * Return what tells pages apart of the locale, beside the headers that do.
	 */
	static String text(HttpServletRequest request, boolean ofCaller) {
		return (resolver(request, ofCaller) instanceof FixedLocaleResolver)
				? RequestContextUtils.getLocale(request) + " " + zone(request) : "";
	}

	private static String zone(HttpServletRequest request) {
		TimeZone zone = RequestContextUtils.getTimeZone(request);
		return (zone != null) ? zone.getID() : "";
	}

}
