//! The frame of a made-up workspace, shared by the pages of the gallery.

use quen_ui::frame::{FrameLabels, Keys, NavGroup, NavItem, Page, Theme, User, Workspace};
use quen_ui::menu::MenuItem;

/// A page of the sample workspace whose current place is `current`.
pub fn page<'a>(title: &'a str, current: &str, theme: &str) -> Page<'a> {
    Page {
        lang: "vi",
        title,
        theme: Theme::from_cookie(theme),
        csrf: "sample",
        workspace: Workspace {
            name: "Sương Mai Coffee",
            logo: None,
            menu: workspace_menu(),
        },
        user: User {
            id: "khoi",
            name: "Trần Minh Khôi",
            menu: user_menu(),
        },
        nav: nav(current),
        create: create(),
        find: Some("/find"),
        settings: Some("/settings"),
        keys: Keys {
            all: r#"{"search":"/","create":"c","go":"g","keys":"?","theme":"D","down":"j","up":"k","pick":"x","edit_cell":"e","mark":"k"}"#,
            search: Some("/"),
            create: Some("C"),
            keys: Some("?"),
            theme: Some("Shift D"),
            go: Some("G"),
            ..Keys::default()
        },
        labels: labels(),
        ..Page::default()
    }
}

fn nav<'a>(current: &str) -> Vec<NavGroup<'a>> {
    let item = |href, icon, label, go| NavItem {
        href,
        icon,
        label,
        go_key: Some(go),
        current: href == current,
        ..NavItem::default()
    };
    let work = vec![
        NavItem {
            count: Some("7"),
            phone: Some("Hôm nay"),
            ..item("/today", "sun", "Hôm nay", 'h')
        },
        NavItem {
            count: Some("3"),
            urgent: true,
            count_id: Some("inbox-count"),
            ..item("/inbox", "inbox", "Hộp thư", 'i')
        },
    ];
    let customers = vec![
        NavItem {
            phone: Some("Khách"),
            ..item("/contacts", "users", "Khách hàng", 'k')
        },
        item("/orgs", "building-store", "Tổ chức", 't'),
    ];
    let selling = vec![
        NavItem {
            count: Some("24"),
            phone: Some("Cơ hội"),
            ..item("/deals", "layout-kanban", "Cơ hội", 'c')
        },
        item("/quotes", "file-invoice", "Báo giá", 'b'),
        item("/invoices", "receipt-2", "Hóa đơn", 'd'),
    ];
    let care = vec![
        item("/journeys", "route", "Hành trình", 'j'),
        NavItem {
            count: Some("2"),
            ..item("/promises", "heart-handshake", "Lời hứa", 'l')
        },
        item("/surveys", "message-question", "Khảo sát", 's'),
    ];
    let insight = vec![
        item("/analytics", "chart-dots-3", "Phân tích", 'p'),
        item("/known", "bulb", "Điều đã biết", 'e'),
    ];
    vec![
        NavGroup {
            heading: None,
            items: work,
        },
        NavGroup {
            heading: Some("Khách hàng"),
            items: customers,
        },
        NavGroup {
            heading: Some("Bán hàng"),
            items: selling,
        },
        NavGroup {
            heading: Some("Chăm sóc"),
            items: care,
        },
        NavGroup {
            heading: Some("Hiểu khách"),
            items: insight,
        },
    ]
}

fn workspace_menu<'a>() -> Vec<MenuItem<'a>> {
    vec![
        MenuItem {
            label: "Sương Mai Coffee",
            href: Some("/"),
            current: true,
            ..MenuItem::default()
        },
        MenuItem {
            label: "Thêm không gian làm việc",
            icon: Some("plus"),
            href: Some("/workspaces/new"),
            divided: true,
            ..MenuItem::default()
        },
    ]
}

fn user_menu<'a>() -> Vec<MenuItem<'a>> {
    vec![
        MenuItem {
            label: "Hồ sơ của tôi",
            icon: Some("user-circle"),
            href: Some("/me"),
            ..MenuItem::default()
        },
        MenuItem {
            label: "Đăng xuất",
            icon: Some("logout"),
            post: Some("/sessions/end"),
            divided: true,
            ..MenuItem::default()
        },
    ]
}

fn create<'a>() -> Vec<MenuItem<'a>> {
    vec![
        MenuItem {
            label: "Khách mới",
            icon: Some("user-plus"),
            href: Some("/contacts/new"),
            ..MenuItem::default()
        },
        MenuItem {
            label: "Cơ hội mới",
            icon: Some("layout-kanban"),
            href: Some("/deals/new"),
            ..MenuItem::default()
        },
    ]
}

fn labels<'a>() -> FrameLabels<'a> {
    FrameLabels {
        skip: "Bỏ qua tới nội dung",
        main_nav: "Điều hướng chính",
        phone_nav: "Điều hướng trên điện thoại",
        path: "Đường dẫn",
        find: "Tìm hoặc ra lệnh",
        find_hint: "Tìm khách, cơ hội, hóa đơn hoặc gõ lệnh…",
        results: "Kết quả",
        more_acts: "thêm thao tác",
        find_note: "gõ không dấu cũng được: “hong ngoc”",
        go_to: "Đi tới",
        choose: "chọn",
        open: "mở",
        create: "Tạo mới",
        more: "Thêm",
        theme: "Đổi giao diện sáng hoặc tối",
        settings: "Cài đặt",
        close: "Đóng",
        drawer: "Xem nhanh",
        shortcuts: "Phím tắt",
        everywhere: "Mọi nơi",
        find_in_page: "Tìm trong trang",
        confirm: "Bạn chắc chứ?",
        confirm_yes: "Vâng, làm đi",
        confirm_no: "Thôi",
        offline: "Mất kết nối. Chưa mất gì cả, bạn thử lại nhé.",
        failed: "Có lỗi ở phía máy chủ. Bạn thử lại nhé.",
        renewed: "Trang này mở từ trước lần đăng nhập mới. Bạn bấm lại lần nữa nhé.",
        ended: "Bạn đã bị đăng xuất. Mở thẻ khác để đăng nhập rồi quay lại nhé.",
    }
}
