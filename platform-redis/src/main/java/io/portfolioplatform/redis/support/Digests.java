package io.portfolioplatform.redis.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests of texts that every Java has.
 */
public final class Digests {

	private static final int LONGEST = 512;

	private static final int LONGEST_CHARACTER = 3;

	private Digests() {
	}

	/**
	 * Begin a digest.
	 * @param algorithm one that every Java has: SHA-1 or SHA-256
	 * @return the digest
	 */
	public static MessageDigest of(String algorithm) {
		try {
			return MessageDigest.getInstance(algorithm);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Digest a text.
	 * @param algorithm as above
	 * @param text the text
	 * @return the digest of its UTF-8
	 */
	public static byte[] of(String algorithm, String text) {
		return of(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return what stands for a text in a name.
	 * @param text the text
	 * @return the text, or its digest if it has more than {@value #LONGEST} bytes
	 */
	public static String shortened(String text) {
		if (LONGEST_CHARACTER * text.length() <= LONGEST) {
			return text;
		}
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= LONGEST) ? text : "sha256:" + HexFormat.of().formatHex(of("SHA-256").digest(bytes));
	}

}
