package io.portfolioplatform.app.activity;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some of a portfolio's activities.
 *
 * @param activities newest day first
 * @param next cursor of the following page, or {@code null} if this is the last one
 */
record ActivityPage(List<ActivityView> activities, @Nullable String next) {

}
