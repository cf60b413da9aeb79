package io.portfolioplatform.app.security;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * Host names the application answers to. A page of another name that resolves to the same
 * address (DNS rebinding) is refused.
 */
class AllowedHosts {

	private static final String ANY = "*";

	private static final Pattern NAME = Pattern.compile("\\.?[a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+]");

	private final List<String> names;

	AllowedHosts(List<String> names) {
		this.names = names.stream().filter(StringUtils::hasText).map(AllowedHosts::checked).toList();
	}

	private static String checked(String name) {
		String host = name.strip().toLowerCase(Locale.ROOT);
		if (!host.equals(ANY) && !NAME.matcher(host).matches()) {
			throw new InvalidSecurityConfigurationException(
					"ALLOWED_HOSTS names '" + name + "', which is no host name.",
					"Separate names with commas and leave out scheme, port and path: "
							+ "portfolio.example.com,.internal.example.com");
		}
		return host;
	}

	boolean isRestricted() {
		return !this.names.isEmpty() && !this.names.contains(ANY);
	}

	boolean allows(String host) {
		String name = StringUtils.trimTrailingCharacter(host.toLowerCase(Locale.ROOT), '.');
		return !isRestricted() || this.names.stream().anyMatch((allowed) -> matches(allowed, name));
	}

	private static boolean matches(String allowed, String name) {
		return allowed.startsWith(".") ? name.endsWith(allowed) || name.equals(allowed.substring(1))
				: name.equals(allowed);
	}

}
