package io.portfolioplatform.ratelimit.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;

import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/**
 * What stands in Redis instead of what our scripts have written there.
 */
public enum Poison {

	/** No bytes. */
	NOTHING((good) -> ""),

	/** Random bytes. */
	RANDOM((good) -> random()),

	/** All but the last byte. */
	TRUNCATED((good) -> good.substring(0, good.length() - 1)),

	/** An object. */
	OBJECT((good) -> "{\"time\":" + good + "}"),

	/** Too few numbers. */
	SHORTER((good) -> "[1,2,3]"),

	/** Numbers as text. */
	TEXT((good) -> good.replaceFirst("\\d+", "\"$0\"")),

	/** Something else than a number. */
	NULL((good) -> good.replaceFirst("\\d+", "null")),

	/** What Lua takes for a number. */
	NAN((good) -> good.replaceFirst("\\d+", "nan")),

	/** More than any number. */
	HUGE((good) -> good.replaceFirst("\\d+", "9".repeat(400))),

	/** A Java object. */
	SERIALIZED((good) -> serialized()),

	/** A hash. */
	HASH((good) -> good),

	/** A list. */
	LIST((good) -> good);

	private static volatile boolean run;

	private final UnaryOperator<String> of;

	Poison(UnaryOperator<String> of) {
		this.of = of;
	}

	/**
	 * Return the bytes.
	 * @param good what should be there
	 * @return what is there
	 */
	public byte[] bytes(String good) {
		return this.of.apply(good).getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Put it in the place of what is there.
	 * @param redisson the client
	 * @param key where
	 * @param good what should be there
	 */
	public void put(RedissonClient redisson, String key, String good) {
		String elsewhere = key + ":poison";
		switch (this) {
			case HASH -> redisson.getMap(elsewhere, StringCodec.INSTANCE).put("time", good);
			case LIST -> redisson.getList(elsewhere, StringCodec.INSTANCE).add(good);
			default -> redisson.<byte[]>getBucket(elsewhere, ByteArrayCodec.INSTANCE).set(bytes(good));
		}
		redisson.getKeys().rename(elsewhere, key);
	}

	/**
	 * Whether anybody has read the object in {@link #SERIALIZED}.
	 * @return whether its code ran
	 */
	public static boolean hasRun() {
		return run;
	}

	private static String random() {
		byte[] bytes = new byte[64];
		new Random(42).nextBytes(bytes);
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static String serialized() {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
			objects.writeObject(new Gadget());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Runs where it is read.
	 */
	private static final class Gadget implements Serializable {

		private static final long serialVersionUID = 1;

		private void readObject(ObjectInputStream in) {
			run = true;
		}

	}

}
