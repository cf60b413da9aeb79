package io.portfolioplatform.app.activity;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;

import io.portfolioplatform.app.problem.BadFieldException;
import io.portfolioplatform.app.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * Place in a list: the activity after which the next page begins. It stays right when
 * activities are added or deleted meanwhile.
 *
 * @param date day of the activity
 * @param id its identifier
 */
record Cursor(LocalDate date, long id) {

	private static final Cursor BEGINNING = new Cursor(LocalDate.of(9999, 12, 31), Long.MAX_VALUE);

	static Cursor after(ActivityView activity) {
		return new Cursor(activity.date(), activity.id());
	}

	static Cursor parse(@Nullable String text) {
		if (text == null) {
			return BEGINNING;
		}
		try {
			String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
			Cursor cursor = new Cursor(LocalDate.parse(parts[0]), Long.parseLong(parts[1]));
			if (FieldChecks.isReckoned(cursor.date())) {
				return cursor;
			}
		}
		catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException ex) {
			// Answered below, like a day that no activity has.
		}
		throw new BadFieldException("cursor", text, "must be the \"next\" of an earlier page");
	}

	@Override
	public String toString() {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString((this.date + " " + this.id).getBytes(StandardCharsets.UTF_8));
	}

}
