package io.portfolioplatform.app.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;

import io.portfolioplatform.app.portfolio.Portfolios;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Members of a Ghostfolio export, in whatever order they come. It may describe accounts
 * of when names and identifiers were as long as any text.
 */
class GhostfolioDocument {

	private static final Set<String> READ = Set.of("activities", "accounts", "assetProfiles", "user");

	/** An identifier has to fit into a page of an index, with what else stands there. */
	private static final int MOST_BYTES = 2600;

	private final String file;

	private final Set<String> seen = new HashSet<>();

	private final ImportProblems problems;

	private final ActivityReader reader = new ActivityReader(Cell::textOrNull);

	private final List<Cell> longNames = new ArrayList<>();

	private final List<ParsedAccount> accounts = new ArrayList<>();

	private final List<ParsedInstrument> instruments = new ArrayList<>();

	private final List<ParsedActivity> activities = new ArrayList<>();

	private @Nullable String baseCurrency;

	private boolean complete;

	GhostfolioDocument(String file) {
		this.file = file;
		this.problems = new ImportProblems(file);
	}

	void read(JsonParser parser) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			throw notAnExport(parser.currentTokenLocation().getLineNr());
		}
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			member(name, parser);
		}
		JsonToken trailing = parser.nextToken();
		if (trailing != null) {
			throw notAnExport(parser.currentTokenLocation().getLineNr());
		}
	}

	private void member(String name, JsonParser parser) {
		if (READ.contains(name) && !this.seen.add(name)) {
			throw new Cell(parser.currentTokenLocation().getLineNr(), name, "").refused("stands there twice");
		}
		switch (name) {
			case "activities" -> {
				this.complete = true;
				each(parser, name, this::activity, this.activities::add);
			}
			case "accounts" -> each(parser, name, this::account, this.accounts::add);
			case "assetProfiles" -> each(parser, name, this::instrument, this.instruments::add);
			case "user" -> user(value(parser, JsonPath.of(name)));
			default -> parser.skipChildren();
		}
	}

	private <T> void each(JsonParser parser, String name, Function<JsonValue, T> reader, Consumer<T> keeper) {
		if (parser.currentToken() != JsonToken.START_ARRAY) {
			JsonValue value = value(parser, JsonPath.of(name));
			this.problems.attempt(value::items, (items) -> {
			});
			return;
		}
		for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
			JsonValue item = value(parser, JsonPath.of(name).item(index));
			this.problems.attempt(() -> reader.apply(item), keeper);
		}
	}

	private static JsonValue value(JsonParser parser, JsonPath path) {
		return new JsonValueReader(parser).read(path);
	}

	private ParsedActivity activity(JsonValue value) {
		Map<Field, String> names = new EnumMap<>(Field.class);
		value.members()
			.keySet()
			.forEach((name) -> Field.named(name)
				.ifPresent((field) -> names.merge(field, name, preferred(value, field))));
		Map<Field, Cell> cells = new EnumMap<>(Field.class);
		names.forEach((field, name) -> cells.put(field, value.member(name).text()));
		for (Field field : List.of(Field.ACCOUNT, Field.TARGET)) {
			Cell cell = cells.get(field);
			if (cell != null && cell.isLongName()) {
				this.longNames.add(cell);
			}
		}
		return this.reader.read(new Row(value.line(), cells, false));
	}

	/**
	 * Prefers one of two names that mean the same. Ghostfolio describes an account in an
	 * object beside its identifier.
	 */
	private static BinaryOperator<String> preferred(JsonValue activity, Field field) {
		return BinaryOperator.minBy(Comparator.comparing((String name) -> !activity.member(name).isText())
			.thenComparingInt((name) -> field.names().indexOf(Field.canonical(name))));
	}

	private ParsedAccount account(JsonValue value) {
		Cell id = value.member("id").cell();
		String reference = required(id, id.textOrNull());
		if (reference.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
			throw id.refused("is longer than " + MOST_BYTES + " bytes: shorten it everywhere in the file");
		}
		String name = value.member("name").cell().textOrNull();
		return new ParsedAccount(reference, (name != null) ? name : reference,
				Currencies.read(value.member("currency").cell()),
				value.member("balances").items().stream().map(this::balance).toList());
	}

	private ParsedAccount.Balance balance(JsonValue value) {
		return new ParsedAccount.Balance(Days.read(value.member("date").cell()),
				Decimals.read(value.member("value").cell()));
	}

	private ParsedInstrument instrument(JsonValue value) {
		Cell cell = value.member("symbol").cell();
		if (cell.isLongName()) {
			throw cell.refused("is longer than " + Portfolios.LONGEST_NAME + " characters");
		}
		String symbol = required(cell, cell.textOrNull());
		String name = value.member("name").cell().textOrNull();
		return new ParsedInstrument(symbol, (name != null) ? name : symbol,
				value.member("assetClass").cell().textOrNull(), value.member("marketData").items().size());
	}

	private void user(JsonValue user) {
		this.problems.attempt(() -> user.member("settings").member("currency").cell(), (currency) -> {
			if (!currency.isBlank()) {
				this.baseCurrency = Currencies.read(currency);
			}
		});
	}

	private static String required(Cell cell, @Nullable String text) {
		if (text == null) {
			throw cell.refused("is missing");
		}
		return text;
	}

	ParsedImport toImport() {
		this.problems.throwIfAny();
		if (!this.complete) {
			throw notAnExport(1);
		}
		ParsedImport parsed = new ParsedImport("Ghostfolio JSON", this.baseCurrency, this.accounts, this.instruments,
				this.activities, List.of());
		Set<String> described = parsed.describedAccounts();
		this.longNames.stream()
			.filter((cell) -> !described.contains(cell.text()))
			.forEach((cell) -> this.problems.add(cell.longNameOfAccount().problem()));
		this.problems.throwIfAny();
		return parsed;
	}

	private ImportRefusedException notAnExport(long line) {
		return new ImportRefusedException(this.file, new ImportProblem(line, "activities", "",
				"is missing: a Ghostfolio export is one JSON object with an array of activities"));
	}

}
