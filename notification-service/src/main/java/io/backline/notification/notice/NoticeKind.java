package io.backline.notification.notice;

/** What a notice says in the main. */
enum NoticeKind {
    /** Units wait for stock that the customer did not know of. */
    BACKORDERED,
    /** Units that waited have stock now. */
    RELEASED
}
