package io.portfolioplatform.redis.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.Codec;

import org.springframework.core.io.ClassPathResource;

/**
 * A Lua script that is sent by its digest, and in full only to a server that has not seen
 * it yet. Redisson can do so too, at twice the garbage.
 */
public final class RedisScript {

	private final RScript scripts;

	private final String text;

	private final String digest;

	/**
	 * Create a script.
	 * @param redisson the client
	 * @param codec of arguments and answers
	 * @param text the script
	 */
	public RedisScript(RedissonClient redisson, Codec codec, String text) {
		this.scripts = redisson.getScript(codec);
		this.text = text;
		this.digest = HexFormat.of().formatHex(Digests.of("SHA-1", text));
	}

	/**
	 * Run the script. No call throws.
	 * @param <T> type of the answer
	 * @param type how to read the answer
	 * @param keys the keys, all in one hash slot
	 * @param arguments the arguments
	 * @return the answer
	 */
	public <T> CompletionStage<T> run(ReturnType type, List<Object> keys, Object... arguments) {
		try {
			CompletionStage<T> answer = this.scripts.evalShaAsync(Mode.READ_WRITE, this.digest, type, keys, arguments);
			return answer.exceptionallyCompose((failure) -> isUnknown(failure)
					? this.scripts.<T>evalAsync(Mode.READ_WRITE, this.text, type, keys, arguments)
					: CompletableFuture.failedStage(failure));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

	private static boolean isUnknown(Throwable failure) {
		return cause(failure) instanceof RedisNoScriptException;
	}

	/**
	 * Return why a script failed.
	 * @param failure what its stage failed with
	 * @return the client's exception
	 */
	public static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Return the text of a script.
	 * @param home a class beside whose class file the script lies
	 * @param name the script's name without {@code .lua}
	 * @return the script
	 */
	public static String read(Class<?> home, String name) {
		try {
			return new ClassPathResource(name + ".lua", home).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
