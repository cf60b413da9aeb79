package io.portfolioplatform.cache.page;

import java.util.concurrent.Callable;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What a thread can see of its request without being given it, narrowed as the request
 * is.
 */
final class KeyedAttributes extends ServletRequestAttributes {

	private final @Nullable RequestAttributes outer = RequestContextHolder.getRequestAttributes();

	private KeyedAttributes(HttpServletRequest request, HttpServletResponse response) {
		super(request, response);
	}

	static <T> T within(HttpServletRequest request, HttpServletResponse response, Callable<T> task) throws Exception {
		KeyedAttributes attributes = new KeyedAttributes(request, response);
		LocaleContext locale = LocaleContextHolder.getLocaleContext();
		RequestContextHolder.setRequestAttributes(attributes);
		LocaleContextHolder.setLocaleContext(new SimpleTimeZoneAwareLocaleContext(
				RequestContextUtils.getLocale(request), RequestContextUtils.getTimeZone(request)));
		try {
			return task.call();
		}
		finally {
			LocaleContextHolder.setLocaleContext(locale);
			RequestContextHolder.setRequestAttributes(attributes.outer);
		}
	}

	/**
	 * Beans of the request live until it ends.
	 */
	@Override
	public void registerDestructionCallback(String name, Runnable callback, int scope) {
		if (this.outer != null) {
			this.outer.registerDestructionCallback(name, callback, scope);
		}
	}

}
