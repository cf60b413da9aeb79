package io.portfolioplatform.app.security;

import java.util.function.Predicate;

/**
 * Which values of headers are let in: those of Spring Security's firewall, no control
 * characters but the tab and nothing that is not assigned, looked at without a regular
 * expression. Headers are looked at each time they are read, and a token is long.
 */
class HeaderValues implements Predicate<String> {

	@Override
	public boolean test(String value) {
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if ((Character.isISOControl(character) && character != '\t') || !Character.isDefined(character)) {
				return false;
			}
		}
		return true;
	}

}
