/** What {@code ./backline} does once everything is built: starts, watches, shows and stops the processes of one machine. */
@NullMarked
package io.backline.localstack.launcher;

import org.jspecify.annotations.NullMarked;
