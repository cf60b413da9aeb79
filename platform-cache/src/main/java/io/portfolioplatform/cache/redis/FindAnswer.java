package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import io.portfolioplatform.cache.shared.SharedResults.Found;

/**
 * Reads what {@code find.lua} answers: {@code R<millis> <bytes>}, {@code T<stamp>},
 * {@code D<millis> <stamp> <bytes>} or {@code B}.
 */
final class FindAnswer {

	private final byte[] answer;

	private int position = 1;

	FindAnswer(byte[] answer) {
		this.answer = answer;
	}

	Found found(String token) {
		return switch (this.answer[0]) {
			case 'R' -> result(millis());
			case 'D' -> {
				Duration ttl = millis();
				Found.Turn turn = new Found.Turn(token, word());
				yield new Found.Due(result(ttl), turn);
			}
			case 'T' ->
				new Found.Turn(token, new String(this.answer, 1, this.answer.length - 1, StandardCharsets.UTF_8));
			default -> new Found.Busy();
		};
	}

	private Found.Result result(Duration ttl) {
		return new Found.Result(Arrays.copyOfRange(this.answer, this.position, this.answer.length), ttl);
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
