package io.portfolioplatform.app.imports;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Files made to cost more than they weigh: of four megabytes here, of forty when an
 * attacker sends them.
 */
class HostileFilesTests {

	private static final List<ImportFormat> FORMATS = List.of(new GhostfolioJson(), new FlexCsv(), new GhostfolioCsv());

	private static final int SIZE = 4 << 20;

	/**
	 * A text is decoded, kept and cut up; that alone takes five to ten times its size.
	 */
	private static final int MOST = 20;

	private static final String HEADER = "date,type,symbol,quantity,unitPrice,currency\n";

	static Stream<Arguments> hostile() {
		String name = "n".repeat(SIZE / 400);
		String shortName = "n".repeat(900);
		return Stream.of(arguments("arrays in arrays", "[".repeat(SIZE)),
				arguments("objects in objects", "{\"a\":".repeat(SIZE / 5)),
				arguments("nested where nothing is read", "{\"activities\":[],\"tags\":" + "[".repeat(SIZE)),
				arguments("nested where a currency is",
						"{\"user\":{\"settings\":" + "{\"currency\":".repeat(SIZE / 12)),
				arguments("long names in each other", activity(("{\"" + name + "\":").repeat(400))),
				arguments("many paths of long names",
						activity(("{\"" + shortName + "\":").repeat(40) + "[" + "0,".repeat(SIZE / 2))),
				arguments("an activity of many values", activity("[" + "0,".repeat(SIZE / 2))),
				arguments("an activity of many members", activity(members())),
				arguments("a name without end", activity("{\"" + "n".repeat(SIZE))),
				arguments("a number without end", activity("1".repeat(SIZE))),
				arguments("a member that stands there twice", activity("{\"type\":\"BUY\",\"type\":\"SELL\"}]}")),
				arguments("two lists of activities", "{\"activities\":[],\"activities\":[]}"),
				arguments("a header of many columns", "date,type" + ",a".repeat(SIZE / 2)),
				arguments("a header of nothing but separators", ",".repeat(SIZE)),
				arguments("a line of many cells", HEADER + "a,".repeat(SIZE / 2)),
				arguments("a record of many lines", HEADER + "\"\n\",a,".repeat(SIZE / 6)),
				arguments("a quotation mark that is never closed", HEADER + "\"" + "a\n".repeat(SIZE / 2)));
	}

	private static String activity(String json) {
		return "{\"activities\":[" + json;
	}

	private static String members() {
		StringBuilder members = new StringBuilder("{");
		for (int number = 0; members.length() < SIZE; number++) {
			members.append('"').append(Integer.toString(number, 36)).append("\":0,");
		}
		return members.toString();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("hostile")
	void isRefusedInWordsAndCostsLittleMoreThanItWeighs(String what, String text) {
		ImportFile file = new ImportFile("hostile", text.getBytes(StandardCharsets.UTF_8));
		long before = allocated();
		assertThatExceptionOfType(ImportRefusedException.class).isThrownBy(() -> parse(file))
			.satisfies((refused) -> assertThat(refused.problems()).first()
				.asString()
				.hasSizeLessThan(1000)
				.doesNotContain("Constraint", "Exception"));
		assertThat(allocated() - before).as("bytes").isLessThan((long) MOST * SIZE);
	}

	@ParameterizedTest
	@MethodSource
	void isReadHoweverLongItIs(String text) {
		ParsedImport parsed = parse(new ImportFile("long", text.getBytes(StandardCharsets.UTF_8)));
		assertThat(parsed.accounts().isEmpty() ? parsed.activities() : parsed.accounts().get(0).balances())
			.hasSize(30_000);
	}

	static Stream<String> isReadHoweverLongItIs() {
		return Stream.of(HEADER + "2006-01-03,buy,MSFT,10,26,USD\n".repeat(30_000), """
				{"activities":[],"accounts":[{"id":"a","currency":"USD","balances":[%s]}]}""".formatted(
				"{\"date\":\"2006-01-03\",\"value\":1},".repeat(29_999) + "{\"date\":\"2006-01-03\",\"value\":1}"));
	}

	private static ParsedImport parse(ImportFile file) {
		String text = file.text();
		return FORMATS.stream()
			.filter((format) -> format.recognizes(text))
			.findFirst()
			.orElseThrow(() -> new ImportRefusedException(file.name(), new ImportProblem(1, "format", "", "unknown")))
			.parse(file.name(), text);
	}

	private static long allocated() {
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

}
