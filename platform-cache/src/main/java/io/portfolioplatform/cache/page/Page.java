package io.portfolioplatform.cache.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import io.portfolioplatform.cache.near.Weighted;
import io.portfolioplatform.redis.support.Digests;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A complete answer with status 200.
 */
final class Page implements Answer, Weighted {

	private static final int BYTES_OF_ENTRY = 4096;

	private final @Nullable String contentType;

	private final List<Header> headers;

	private final byte[] body;

	private final String etag;

	private final long created;

	/**
	 * Create a page.
	 * @param contentType type of the body, if the controller named one
	 * @param headers what the controller set beside it
	 * @param body the body
	 * @param created when it was made, in milliseconds since 1970
	 */
	Page(@Nullable String contentType, List<Header> headers, byte[] body, long created) {
		this.contentType = contentType;
		this.headers = headers;
		this.body = body;
		this.created = created;
		this.etag = headers.stream()
			.filter((header) -> header.isNamed(HttpHeaders.ETAG))
			.map(Header::value)
			.findFirst()
			.orElseGet(() -> hash(contentType, body));
	}

	/**
	 * A weak validator: a server in front may still compress the body.
	 */
	private static String hash(@Nullable String contentType, byte[] body) {
		MessageDigest digest = Digests.of("SHA-256");
		digest.update(String.valueOf(contentType).getBytes(StandardCharsets.UTF_8));
		return "W/\"" + HexFormat.of().formatHex(digest.digest(body), 0, 16) + "\"";
	}

	@Nullable String contentType() {
		return this.contentType;
	}

	List<Header> headers() {
		return this.headers;
	}

	boolean hasHeader(String name) {
		return this.headers.stream().anyMatch((header) -> header.isNamed(name));
	}

	byte[] body() {
		return this.body;
	}

	String etag() {
		return this.etag;
	}

	long created() {
		return this.created;
	}

	long ageInSeconds(long now) {
		return Math.max(0, (now - this.created) / 1000);
	}

	@Override
	public int weight() {
		return 1 + this.body.length / BYTES_OF_ENTRY;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Page page && Objects.equals(this.contentType, page.contentType)
				&& this.headers.equals(page.headers) && Arrays.equals(this.body, page.body)
				&& this.created == page.created;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.contentType, this.headers, Arrays.hashCode(this.body), this.created);
	}

}
