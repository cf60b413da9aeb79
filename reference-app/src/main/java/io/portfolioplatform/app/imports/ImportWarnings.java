package io.portfolioplatform.app.imports;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.portfolioplatform.domain.activity.ActivityType;

import org.springframework.stereotype.Component;

/**
 * Finds what the owner of a file should know although the file is right.
 */
@Component
class ImportWarnings {

	private static final Set<ActivityType> TRADES = EnumSet.of(ActivityType.BUY, ActivityType.SELL);

	private final Clock clock;

	ImportWarnings(Clock clock) {
		this.clock = clock;
	}

	List<ImportWarning> of(ParsedImport parsed, PreparedImport prepared, Duplicates duplicates) {
		List<ImportWarning> warnings = new ArrayList<>();
		future(parsed.activities(), warnings);
		unpriced(parsed.activities(), prepared.instruments(), warnings);
		otherCurrency(parsed.activities(), prepared.instruments(), warnings);
		known(prepared.known(), duplicates, warnings);
		for (String column : parsed.ignoredColumns()) {
			warnings
				.add(new ImportWarning("IGNORED_COLUMN", "The column " + column + " was not imported.", List.of(1L)));
		}
		parsed.instruments()
			.stream()
			.filter((instrument) -> instrument.prices() > 0)
			.forEach((instrument) -> warnings.add(new ImportWarning("IGNORED_PRICES",
					"The " + instrument.prices() + " own prices of " + instrument.name() + " were not imported.",
					List.of())));
		return warnings;
	}

	private void future(List<ParsedActivity> activities, List<ImportWarning> warnings) {
		LocalDate today = LocalDate.now(this.clock);
		List<Long> lines = activities.stream()
			.filter((activity) -> activity.date().isAfter(today))
			.map(ParsedActivity::line)
			.toList();
		if (!lines.isEmpty()) {
			warnings.add(new ImportWarning("FUTURE_DATE", lines.size() + " of the activities lie after " + today
					+ ". They are stored and count from their day on.", lines));
		}
	}

	private static void known(List<ParsedActivity> known, Duplicates duplicates, List<ImportWarning> warnings) {
		if (!known.isEmpty()) {
			warnings.add(new ImportWarning("DUPLICATE",
					known.size() + " of the activities are in this portfolio already"
							+ ((duplicates == Duplicates.SKIP) ? " and are left out." : " and are there twice now."),
					known.stream().map(ParsedActivity::line).toList()));
		}
	}

	private void unpriced(List<ParsedActivity> activities, InstrumentIds instruments, List<ImportWarning> warnings) {
		Map<String, List<Long>> lines = new TreeMap<>();
		for (ParsedActivity activity : activities) {
			InstrumentKey key = activity.instrument();
			if (key != null && !key.manual() && !instruments.hasPrice(key)) {
				lines.computeIfAbsent(key.symbol(), (symbol) -> new ArrayList<>()).add(activity.line());
			}
		}
		lines.forEach((symbol, at) -> warnings.add(new ImportWarning("NO_PRICE",
				"No price of " + symbol + " is known. What you hold of it is shown without a value.", at)));
	}

	/**
	 * A share has one symbol in Paris and another in New York, where somebody else may
	 * have that of Paris: its price would be that of another company.
	 */
	private static void otherCurrency(List<ParsedActivity> activities, InstrumentIds instruments,
			List<ImportWarning> warnings) {
		Map<String, List<Long>> lines = new TreeMap<>();
		for (ParsedActivity activity : activities) {
			InstrumentKey key = activity.instrument();
			String quotedIn = (key != null && TRADES.contains(activity.type())) ? instruments.quotedIn(key) : null;
			if (key != null && quotedIn != null && !quotedIn.equals(activity.currency())) {
				lines
					.computeIfAbsent(key.symbol() + " was traded in " + activity.currency() + ", but its prices are in "
							+ quotedIn, (text) -> new ArrayList<>())
					.add(activity.line());
			}
		}
		lines.forEach((text, at) -> warnings.add(new ImportWarning("OTHER_CURRENCY", text
				+ ". Is it the same share? A symbol without the suffix of an exchange is that of a share in the United States.",
				at)));
	}

}
