package io.portfolioplatform.app.user;

/**
 * Tag of everything that is remembered of a user, so that a change can forget it at once.
 */
public final class UserTag {

	/**
	 * The tag where a method's parameter {@code userId} is the user.
	 */
	public static final String EXPRESSION = "user:#{#userId}";

	/**
	 * The tag of pages, each of which is of the caller.
	 */
	public static final String OF_CALLER = "user:{principal}";

	private UserTag() {
	}

	/**
	 * Returns the tag of a user.
	 * @param user the user
	 * @return the tag
	 */
	public static String of(UserId user) {
		return "user:" + user.value();
	}

}
