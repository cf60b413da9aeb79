package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.portfolioplatform.cache.shared.SharedResults.Found;

/**
 * Reads what {@code find.lua} answers: {@code R<millis> <bytes>}, {@code T<id> <stamp>},
 * {@code D<millis> <id> <stamp> <bytes>} or {@code B}.
 */
final class FindAnswer {

	private final byte[] answer;

	private int position = 1;

	/** The newest invalidation at the time of a turn. */
	private String newest = "";

	FindAnswer(byte[] answer) {
		this.answer = answer;
	}

	Found found(String token) {
		return switch (this.answer[0]) {
			case 'R' -> result(millis());
			case 'D' -> {
				Duration ttl = millis();
				this.newest = word();
				Found.Turn turn = new Found.Turn(token, word());
				yield new Found.Due(result(ttl), turn);
			}
			case 'T' -> {
				this.newest = word();
				yield new Found.Turn(token, new String(rest(), StandardCharsets.UTF_8));
			}
			default -> new Found.Busy();
		};
	}

	/**
	 * The id of the newest invalidation, of which somebody who computes must have heard.
	 * @return the id, empty if there is nothing to compute
	 */
	String newest() {
		return this.newest;
	}

	private Found.Result result(Duration ttl) {
		return new Found.Result(rest(), ttl);
	}

	private byte[] rest() {
		return Arrays.copyOfRange(this.answer, this.position, this.answer.length);
	}

	private Duration millis() {
		return Duration.ofMillis(Long.parseLong(word()));
	}

	private String word() {
		int begin = this.position;
		while (this.answer[this.position] != ' ') {
			this.position++;
		}
		return new String(this.answer, begin, this.position++ - begin, StandardCharsets.UTF_8);
	}

}
