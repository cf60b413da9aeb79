package io.portfolioplatform.app.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.portfolioplatform.app.security.InvalidSecurityConfigurationException;
import org.springframework.util.StringUtils;

/**
 * Derives the cookie's key from {@code APP_SECRET_KEY}, and refuses texts that others can
 * guess: whoever knows the key is everybody.
 */
final class SessionKey {

	private static final int MINIMUM_BYTES = 32;

	private static final int MINIMUM_DIFFERENT_CHARACTERS = 10;

	private static final List<String> PLACEHOLDERS = List.of("change", "example", "insecure", "placeholder", "replace",
			"secret-key", "secret_key", "your-", "your_");

	private static final String ACTION = "Set APP_SECRET_KEY (or DJANGO_SECRET_KEY) to a random text and keep it in "
			+ "your secret store, the same for every replica: openssl rand -base64 48";

	private SessionKey() {
	}

	static SecretKey from(String secret) {
		check(secret);
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
			// A purpose of its own: the same secret may key other things one day.
			return new SecretKeySpec(mac.doFinal("session cookie 1".getBytes(StandardCharsets.UTF_8)), "AES");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

	private static void check(String secret) {
		if (!StringUtils.hasText(secret)) {
			throw refused("is not set, but SUPABASE_ANON_KEY is: the sign-in needs both.");
		}
		if (secret.getBytes(StandardCharsets.UTF_8).length < MINIMUM_BYTES) {
			throw refused("has fewer than " + MINIMUM_BYTES + " bytes.");
		}
		String lower = secret.toLowerCase(Locale.ROOT);
		if (PLACEHOLDERS.stream().anyMatch(lower::contains)
				|| secret.chars().distinct().count() < MINIMUM_DIFFERENT_CHARACTERS) {
			throw refused("is a placeholder that others can guess.");
		}
	}

	private static InvalidSecurityConfigurationException refused(String reason) {
		return new InvalidSecurityConfigurationException("APP_SECRET_KEY " + reason, ACTION);
	}

}
