package io.portfolioplatform.ratelimit.fleet;

import io.portfolioplatform.ratelimit.key.KeyDigest;

/**
 * The names of what one application keeps in Redis, all in one hash slot. Who is counted
 * leaves this process only as a digest.
 *
 * @param namespace tells applications on one Redis apart
 */
record Names(String namespace) {

	String born() {
		return name("born");
	}

	String pods() {
		return name("pods");
	}

	String bucket(String policy, String key) {
		return name(policy + ":" + KeyDigest.of(key));
	}

	private String name(String name) {
		return "platform:ratelimit:{" + this.namespace + "}:" + name;
	}

}
