package io.portfolioplatform.app.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an activity is made of, with the names Ghostfolio and the brokers' exports it
 * understands give to each part, in the order in which they are preferred.
 */
enum Field {

	ACCOUNT("accountid", "account", "clientaccountid"), COMMENT("comment", "note"),
	CURRENCY("currency", "ccy", "currencyprimary"), DATA_SOURCE("datasource"), DATE("date", "tradedate"),
	FEE("fee", "commission", "ibcommission"), QUANTITY("quantity", "qty", "shares", "units"),
	SYMBOL("symbol", "code", "ticker"), TARGET("targetaccountid", "toaccount"), TYPE("type", "action", "buy/sell"),
	UNIT_PRICE("unitprice", "price", "tradeprice", "value");

	private static final Map<String, Field> BY_NAME = Arrays.stream(values())
		.flatMap((field) -> field.names.stream().map((name) -> Map.entry(name, field)))
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

	@SuppressWarnings("ImmutableEnumChecker") // made by List.of
	private final List<String> names;

	Field(String... names) {
		this.names = List.of(names);
	}

	List<String> names() {
		return this.names;
	}

	static Optional<Field> named(String name) {
		return Optional.ofNullable(BY_NAME.get(canonical(name)));
	}

	static String canonical(String name) {
		return name.strip().toLowerCase(Locale.ROOT);
	}

}
