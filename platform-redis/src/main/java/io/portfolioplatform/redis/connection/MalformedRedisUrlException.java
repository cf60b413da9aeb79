package io.portfolioplatform.redis.connection;

/**
 * A Redis URL that cannot be read. Neither the message nor the URL it carries holds a
 * secret.
 */
public class MalformedRedisUrlException extends IllegalArgumentException {

	private final String source;

	private final String redactedUrl;

	private final String reason;

	MalformedRedisUrlException(String source, String redactedUrl, String reason) {
		super("The Redis URL '" + redactedUrl + "' of " + source + " is malformed: " + reason);
		this.source = source;
		this.redactedUrl = redactedUrl;
		this.reason = reason;
	}

	/**
	 * The variable, property or class that holds the URL.
	 * @return its name
	 */
	public String getSource() {
		return this.source;
	}

	/**
	 * The URL with everything masked that could be a secret.
	 * @return the masked URL
	 */
	public String getRedactedUrl() {
		return this.redactedUrl;
	}

	/**
	 * What is wrong, as a clause without a full stop.
	 * @return the reason
	 */
	public String getReason() {
		return this.reason;
	}

}
