package io.portfolioplatform.ratelimit.key;

import java.util.Arrays;
import java.util.Base64;

import io.portfolioplatform.redis.support.Digests;

/**
 * The form in which a key leaves the process: 128 bits of its SHA-256, in Base64.
 */
public final class KeyDigest {

	private static final int BYTES = 16;

	private static final int LONGEST = 100;

	private KeyDigest() {
	}

	/**
	 * Return what to remember a key by in this process: callers may send long ones.
	 * @param key the key
	 * @return the key, or its digest if it has more than {@value #LONGEST} characters
	 */
	public static String remembered(String key) {
		return (key.length() <= LONGEST) ? key : "sha256:" + of(key);
	}

	/**
	 * Digest a key.
	 * @param key the key
	 * @return 22 characters
	 */
	public static String of(String key) {
		byte[] digest = Digests.of("SHA-256", key);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
	}

}
