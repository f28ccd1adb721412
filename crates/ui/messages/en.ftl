# Frame
ui-product = Nhân Lực Số
ui-skip-to-main = Skip to main content
ui-skip-to-nav = Skip to navigation
ui-scope = My unit
ui-search = Search
ui-search-label = Search people, offices, areas
ui-language = Language
ui-size = Text size
ui-size-normal = Normal text
ui-size-large = Large text
ui-size-larger = Very large text
ui-print = Print
ui-sign-in = Sign in
ui-sign-out = Sign out
ui-crumbs = Breadcrumbs
ui-nav = Navigation
ui-waiting = Waiting
ui-ledger-head = Head of the ledger
ui-to-start = To the first page

# Dates and map
ui-asof = Dates and map of the figures
ui-asof-on = As of
ui-asof-known = as known on
ui-asof-map = map
ui-asof-show = Show
ui-asof-now = now
ui-asof-map-same = of that day
ui-asof-map-of = of { $date }
ui-asof-known-hint = Day/month/year, a time hh:mm may follow; “now” for everything known
ui-asof-today = Back to today
ui-asof-fixed = Permanent link
ui-asof-fixed-hint = An address that always gives the figures shown
ui-asof-sentence = As of { $on } · as known on { $known } · map { $map }
ui-asof-on-wrong = “As of” must be a real date, for example 15/10/2024
ui-asof-known-wrong = “As known on” must be a date, a time may follow, for example 24/11/2026 14:05, or “now”
ui-asof-map-wrong = The date of the map must be a real date, for example 30/06/2025
ui-date-hint = Day/month/year, for example 15/10/2024

# Notifications
ui-tone-info = Information
ui-tone-good = Met
ui-tone-doubt = To be checked
ui-tone-bad = Important
ui-errors-title = Something needs correcting

# Error pages
ui-problem-code = Code:
ui-problem-400-title = The request could not be read
ui-problem-400 = The server does not understand this request.
ui-problem-400-next = Go back to the page before and try again; if you opened a link that was sent to you, check that it was not cut short.
ui-problem-401-title = Sign in first
ui-problem-401 = This page opens only for those who have signed in.
ui-problem-401-next = Sign in, then open the page again.
ui-problem-403-title = Not permitted
ui-problem-403 = Your account may not see this page or do this.
ui-problem-403-next = If the form was open for long, reload the page and send it again. If you need the permission, ask the coordinator of your office.
ui-problem-404-title = Page not found
ui-problem-404 = There is no page or record at this address.
ui-problem-404-next = Check the address, use the search box, or look on another date: the record may not exist on the date chosen.
ui-problem-405-title = This can't be done at this address
ui-problem-405 = This address does not take what was sent in this way.
ui-problem-405-next = Open the page with the form again and send it from there.
ui-problem-408 = The request took too long.
ui-problem-409-title = The data have changed
ui-problem-409 = While you were working, somebody else changed these data.
ui-problem-409-next = Reload the page to see the newest state, then make your change again. Nothing was overwritten.
ui-problem-413-title = The file is too large
ui-problem-413 = What was sent is over the limit.
ui-problem-413-next = Split it into smaller files, or take the pictures out, and send it again.
ui-problem-415 = This kind of content is not accepted.
ui-problem-422-title = Not done yet
ui-problem-422 = Something in what was sent is missing or not right.
ui-problem-422-next = Go back, correct what is pointed out, and send it again.
ui-problem-429 = Too many requests in a short time.
ui-problem-500-title = Something went wrong
ui-problem-500 = The fault is on our side; what you did was not recorded.
ui-problem-500-next = Try again in a few minutes. If it goes wrong again, tell the system's administrator, with the time it happened.
ui-problem-503-title = Please try again later
ui-problem-503 = The system is busy or being maintained.
ui-problem-503-next = Wait a few minutes and reload the page.

# Components
ui-dedicated = Dedicated
ui-concurrent = Concurrent
ui-to-confirm = To be confirmed
ui-since = since { $date }
ui-rows = Show the rows
ui-definition = How it is counted
ui-progress = { $done } of { $whole }
ui-pages = Pages of the list
ui-pages-range = { $first }–{ $last } of { $total }
ui-pages-whole = Show all, to print
ui-pages-before = Previous
ui-pages-after = Next
ui-pages-page = Page
ui-steps = Steps
ui-step-done = Done
ui-gap-who = To be closed by:
ui-change-old = old:
ui-change-new = new:
ui-table-empty = There are no rows yet.
ui-filter-all = All
ui-export = Download:
ui-about = About this table
ui-about-page = Page
ui-about-table = Table
ui-about-rows = Rows
ui-about-known = As known on
ui-about-map = Map
ui-about-at = Downloaded on
ui-about-search = Searched for
ui-about-sort = Sorted by
ui-about-address = Address
ui-optional = (optional)
ui-field-error = Error
ui-files-drop = Drop files here, or
ui-files-remove = Remove

ui-tree-under = Under { $name }

# The sender's sheet
ui-grid-column = Column { $column } is taken for
ui-grid-remarks = { $n ->
    [one] One cell to look at
   *[other] { $n } cells to look at
  }
ui-grid-more = { $n } more on the other pages of the sheet.
ui-grid-plain = Not read
ui-grid-read = Read
ui-grid-changed = Changed
ui-grid-warned = To be checked
ui-grid-held = Could not be read, its row waits
ui-grid-row-data = row of data
ui-grid-row-head = head of the columns
ui-grid-row-section = name of an office
ui-grid-row-total = total
ui-grid-row-beside = beside the table

# Charts
ui-chart-table = Table of the figures
ui-map-skip = Skip the map
ui-lineage-share = Share that went over
ui-lineage-part = a part
