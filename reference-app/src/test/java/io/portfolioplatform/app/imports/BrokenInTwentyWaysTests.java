package io.portfolioplatform.app.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.portfolioplatform.app.IntegrationTest;
import io.portfolioplatform.app.Users;
import io.portfolioplatform.app.database.OwnerJdbc;
import io.portfolioplatform.app.user.UserId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Breaks the last activity of every good file in twenty ways: each is refused with its
 * place, and nothing is stored.
 */
@IntegrationTest
class BrokenInTwentyWaysTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Field and what is written there instead.
	 */
	private static final List<Map.Entry<Field, String>> WAYS = List.of(Map.entry(Field.QUANTITY, "1e400"),
			Map.entry(Field.QUANTITY, "NaN"), Map.entry(Field.QUANTITY, "ten"), Map.entry(Field.QUANTITY, "1.2.3"),
			Map.entry(Field.QUANTITY, "Infinity"), Map.entry(Field.UNIT_PRICE, "-1"),
			Map.entry(Field.UNIT_PRICE, "1e400"), Map.entry(Field.UNIT_PRICE, "NaN"),
			Map.entry(Field.UNIT_PRICE, "0x10"), Map.entry(Field.DATE, "2006-02-31"),
			Map.entry(Field.DATE, "0000-01-01"), Map.entry(Field.DATE, "9999-12-31"),
			Map.entry(Field.DATE, "31.13.2006"), Map.entry(Field.DATE, "yesterday"), Map.entry(Field.DATE, ""),
			Map.entry(Field.CURRENCY, "XYZ"), Map.entry(Field.CURRENCY, "eur"), Map.entry(Field.CURRENCY, ""),
			Map.entry(Field.TYPE, "SHORT"), Map.entry(Field.SYMBOL, "<script>alert(1)</script>"));

	@Autowired
	private ImportService imports;

	@Autowired
	private OwnerJdbc owner;

	private final UserId user = Users.fresh();

	static Stream<Arguments> broken() throws IOException {
		List<Arguments> all = new ArrayList<>();
		for (Path path : SampleFiles.good()) {
			for (Map.Entry<Field, String> way : WAYS) {
				all.add(Arguments.of(path.getFileName().toString(), way.getKey(), way.getValue(),
						broken(SampleFiles.read(path), way.getKey(), way.getValue())));
			}
		}
		assertThat(WAYS).hasSize(20);
		return all.stream();
	}

	@ParameterizedTest(name = "{0}: {1} is \"{2}\"")
	@MethodSource("broken")
	void isRefusedWithItsPlace(String name, Field field, String value, ImportFile file) {
		assertThatExceptionOfType(ImportRefusedException.class)
			.isThrownBy(() -> this.imports.importFile(this.user, file, null))
			.satisfies((refused) -> {
				assertThat(refused.problems()).anySatisfy((problem) -> {
					assertThat(problem.line()).isPositive();
					assertThat(field.names()).anyMatch((column) -> problem.column().toLowerCase().endsWith(column));
					assertThat(problem.value()).isEqualTo(value);
				});
				assertThat(refused.getBody().getDetail()).doesNotContain("Exception", "java.");
			});
		assertThat(this.owner.sql("select count(*) from portfolio where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single()).isZero();
	}

	/**
	 * What a person and a browser get of it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "broker-headers.csv", "without-accounts.json" })
	void isRefusedInWordsOverHttp(String name, @Autowired MockMvcTester mvc) {
		for (Map.Entry<Field, String> way : WAYS) {
			ImportFile file = broken(SampleFiles.good(name), way.getKey(), way.getValue());
			MvcTestResult answer = mvc.post()
				.uri("/api/imports")
				.multipart()
				.file(new MockMultipartFile("file", file.name(), null, file.content()))
				.with(Users.signedIn(this.user))
				.exchange();
			assertThat(answer).as(way.toString())
				.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
				.bodyJson()
				.extractingPath("$.errors[*].value")
				.asArray()
				.contains(way.getValue());
			assertThat(answer).bodyText().contains("\"line\":").doesNotContain("Exception", "\"trace\"", "java.");
		}
		assertThat(this.owner.sql("select count(*) from activity where user_id = ?")
			.param(this.user.value())
			.query(Long.class)
			.single()).isZero();
	}

	private static ImportFile broken(ImportFile file, Field field, String value) {
		String text = file.text();
		String changed = text.stripLeading().startsWith("{") ? json(text, field, value) : csv(text, field, value);
		return new ImportFile(file.name(), changed.getBytes(StandardCharsets.UTF_8));
	}

	private static String json(String text, Field field, String value) {
		ObjectNode document = (ObjectNode) JSON.readTree(text);
		ArrayNode activities = (ArrayNode) document.get("activities");
		ObjectNode last = (ObjectNode) activities.get(activities.size() - 1);
		String member = last.propertyNames()
			.stream()
			.filter((name) -> Field.named(name).filter(field::equals).isPresent())
			.findFirst()
			.orElse(field.names().get(0));
		last.put(member, value);
		return JSON.writeValueAsString(document);
	}

	private static String csv(String text, Field field, String value) {
		List<String> lines = new ArrayList<>(text.lines().filter((line) -> !line.isBlank()).toList());
		String separator = String.valueOf(CsvHeader.separator(lines.get(0)));
		List<String> names = List.of(lines.get(0).replace("\"", "").split(separator, -1));
		int last = lastActivity(lines, names, separator);
		String[] cells = lines.get(last).split(separator, -1);
		for (int column = 0; column < names.size(); column++) {
			if (Field.named(names.get(column)).filter(field::equals).isPresent()) {
				cells[column] = value;
			}
		}
		lines.set(last, String.join(separator, cells));
		return String.join("\n", lines) + "\n";
	}

	/**
	 * The last line that is an activity: one that sums others up is never read.
	 */
	private static int lastActivity(List<String> lines, List<String> names, String separator) {
		int last = lines.size() - 1;
		while (names.contains("LevelOfDetail") && lines.get(last).contains("SYMBOL_SUMMARY")) {
			last--;
		}
		return last;
	}

}
