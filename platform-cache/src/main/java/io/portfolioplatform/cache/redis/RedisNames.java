package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names of what one application keeps in Redis, all in one hash slot.
 *
 * @param namespace tells applications on one Redis apart
 */
record RedisNames(String namespace) {

	private static final int LONGEST = 512;

	String invalidations() {
		return shared("invalidations");
	}

	String versions() {
		return shared("versions");
	}

	String result(String cache, String method, String key) {
		return shared("result:" + shortened(cache + ":" + method + ":" + key));
	}

	String turn(String cache, String method, String key) {
		return shared("turn:" + shortened(cache + ":" + method + ":" + key));
	}

	private String shared(String name) {
		return "platform:cache:{" + this.namespace + "}:" + name;
	}

	private static String shortened(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return (bytes.length <= LONGEST) ? text : "sha256:" + sha256(bytes);
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
