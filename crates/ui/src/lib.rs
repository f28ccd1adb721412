//! Page frame, components, charts, messages (Vietnamese, English), assets.
