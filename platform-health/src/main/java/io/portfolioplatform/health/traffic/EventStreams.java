package io.portfolioplatform.health.traffic;

import org.jspecify.annotations.Nullable;

/**
 * Recognises answers that last as long as their client likes: streams of events, as
 * {@code EventSource} reads them.
 */
public final class EventStreams {

	private EventStreams() {
	}

	/**
	 * Return whether an answer is a stream of events.
	 * @param contentType its content type, or null
	 * @return whether it is
	 */
	public static boolean matches(@Nullable String contentType) {
		return contentType != null && contentType.startsWith("text/event-stream");
	}

}
