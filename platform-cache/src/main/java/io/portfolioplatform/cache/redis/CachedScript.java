package io.portfolioplatform.cache.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.redisson.api.RScript;
import org.redisson.client.RedisNoScriptException;

/**
 * A script that Redis is asked for by its digest, and told only if it does not know it.
 * Redisson can do so too, at twice the garbage.
 */
final class CachedScript {

	private final RScript script;

	private final String code;

	private final String digest;

	CachedScript(RScript script, String code) {
		this.script = script;
		this.code = code;
		this.digest = sha1(code);
	}

	private static String sha1(String code) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(code.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Run the script. No call throws.
	 * @return its answer
	 */
	<T> CompletionStage<T> eval(RScript.ReturnType type, List<Object> keys, Object... arguments) {
		try {
			return this.script.<T>evalShaAsync(RScript.Mode.READ_WRITE, this.digest, type, keys, arguments)
				.exceptionallyCompose((failure) -> isUnknown(failure)
						? this.script.evalAsync(RScript.Mode.READ_WRITE, this.code, type, keys, arguments)
						: CompletableFuture.failedFuture(failure));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static boolean isUnknown(Throwable failure) {
		return failure instanceof RedisNoScriptException
				|| (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
	}

}
