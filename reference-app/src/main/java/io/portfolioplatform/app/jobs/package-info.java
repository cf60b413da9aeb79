/**
 * Work after the answer: db-scheduler over PostgreSQL runs it at least once, on whichever
 * process is there.
 */
@NullMarked
package io.portfolioplatform.app.jobs;

import org.jspecify.annotations.NullMarked;
