package io.portfolioplatform.ratelimit.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The form in which a key leaves the process: 128 bits of its SHA-256, in Base64.
 */
public final class KeyDigest {

	private static final int BYTES = 16;

	private KeyDigest() {
	}

	/**
	 * Digest a key.
	 * @param key the key
	 * @return 22 characters
	 */
	public static String of(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
