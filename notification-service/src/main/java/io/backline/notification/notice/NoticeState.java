package io.backline.notification.notice;

/** What became of a notice. */
enum NoticeState {
    WAITING,
    SENT,
    FAILED,
    /** The changes cancelled each other out before anything was said. */
    WITHDRAWN
}
