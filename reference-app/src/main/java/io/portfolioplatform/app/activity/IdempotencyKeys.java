package io.portfolioplatform.app.activity;

import java.util.Arrays;
import java.util.Optional;

import io.portfolioplatform.app.user.UserId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keys by which a request that comes twice is recognised for a day.
 */
@Repository
class IdempotencyKeys {

	private final JdbcClient jdbc;

	IdempotencyKeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Takes a key. A request with the same key that is still running is waited for.
	 * @param user the user
	 * @param key the key
	 * @param request hash of the request
	 * @return the activity the key created before, or nothing if the key is new
	 * @throws ActivityProblemException if the key belongs to another request, or its
	 * activity is gone
	 */
	Optional<Long> take(UserId user, String key, byte[] request) {
		this.jdbc.sql("delete from idempotency_key where user_id = :user and created_at < now() - interval '1 day'")
			.param("user", user.value())
			.update();
		int taken = this.jdbc.sql("""
				insert into idempotency_key (user_id, key, request_sha256) values (:user, :key, :request)
				on conflict (user_id, key) do nothing
				""").param("user", user.value()).param("key", key).param("request", request).update();
		return (taken == 1) ? Optional.empty() : Optional.of(earlier(user, key, request));
	}

	private long earlier(UserId user, String key, byte[] request) {
		Earlier earlier = this.jdbc
			.sql("select request_sha256, activity_id from idempotency_key where user_id = :user and key = :key")
			.param("user", user.value())
			.param("key", key)
			.query((row, index) -> new Earlier(row.getBytes("request_sha256"),
					row.getObject("activity_id", Long.class)))
			.single();
		if (!Arrays.equals(earlier.request, request)) {
			throw ActivityProblemException.keyReused();
		}
		if (earlier.activity == null) {
			throw ActivityProblemException.deletedSince();
		}
		return earlier.activity;
	}

	void keep(UserId user, String key, long activity) {
		this.jdbc.sql("update idempotency_key set activity_id = :activity where user_id = :user and key = :key")
			.param("activity", activity)
			.param("user", user.value())
			.param("key", key)
			.update();
	}

	@SuppressWarnings("ArrayRecordComponent")
	private record Earlier(byte[] request, @Nullable Long activity) {

	}

}
