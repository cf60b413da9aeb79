package io.portfolioplatform.perf.cache;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * A format with a compressor: what could stand in Redis.
 *
 * @param mapper writes and reads the format
 * @param compressor makes it shorter
 */
record Codecs(ObjectMapper mapper, Compressor compressor) {

	private static final ObjectMapper JSON = JsonMapper.builder().build();

	private static final ObjectMapper CBOR = CBORMapper.builder().build();

	static Codecs json(Compressor compressor) {
		return new Codecs(JSON, compressor);
	}

	static Codecs cbor(Compressor compressor) {
		return new Codecs(CBOR, compressor);
	}

	byte[] write(Object value) {
		return this.compressor.compress(this.mapper.writeValueAsBytes(value));
	}

	Object read(byte[] bytes) {
		return this.mapper.readValue(this.compressor.decompress(bytes), Overview.class);
	}

	/**
	 * A typical result.
	 *
	 * @param owner whose it is
	 * @param asOf when
	 * @param positions what is in it
	 */
	record Overview(String owner, LocalDate asOf, List<Position> positions) {

		static Overview sample() {
			Random random = new Random(3);
			return new Overview("2f1c6f0e-6f7c-4b0e-9f5e-0f6c2f1c6f0e", LocalDate.of(2026, 1, 1),
					IntStream.range(0, 40).mapToObj((index) -> Position.sample(index, random)).toList());
		}

	}

	/**
	 * One position of a portfolio.
	 *
	 * @param symbol its symbol
	 * @param currency its currency
	 * @param quantity how much
	 * @param price at what price
	 * @param value its value
	 * @param gain its gain
	 */
	record Position(String symbol, String currency, BigDecimal quantity, BigDecimal price, BigDecimal value,
			BigDecimal gain) {

		private static Position sample(int index, Random random) {
			BigDecimal quantity = BigDecimal.valueOf(random.nextInt(100_000), 3);
			BigDecimal price = BigDecimal.valueOf(random.nextInt(1_000_000), 4);
			BigDecimal value = quantity.multiply(price);
			return new Position("SYM" + index, (index % 3 == 0) ? "EUR" : "USD", quantity, price, value,
					value.subtract(BigDecimal.valueOf(random.nextInt(100_000), 2)));
		}

	}

}
