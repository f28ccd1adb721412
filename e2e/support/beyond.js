// Teams, villages, classes and graduates beside the officers of the demo province.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Enters small lists of each kind, through the program's own intake. */
export async function addBeyond(office) {
  const folder = join(office.data, 'beyond');
  await mkdir(folder, { recursive: true });
  const units = await readFile(join(office.files, 'units/organisations.csv'), 'utf8');
  const line = units.split('\n').find((l) => l.split(',')[2] === 'commune');
  const [, commune, , , area] = line.split(',');
  const lists = {
    'thon.csv': [
      'Danh mục thôn, tổ dân phố',
      'STT;Xã, phường;Thôn, tổ dân phố;Số hộ;Số nhân khẩu',
      ...['Thôn Đông', 'Thôn Đoài', 'Thôn Ấp Mới'].map((v, i) => `${i + 1};${area};${v};${90 + i};${360 + i}`),
    ],
    'to.csv': [
      'Danh sách tổ công nghệ số cộng đồng, tính đến ngày 15/10/2024',
      'STT;Xã, phường;Thôn, tổ dân phố;Số quyết định;Ngày quyết định;Họ và tên;Ngày sinh;Điện thoại;Vai trò;Tổ chức;Đã tập huấn',
      `1;${commune};Thôn Đông;12/QĐ-UBND;04/05/2023;Đào Thị Thử;03/02/1990;0301234567;Tổ trưởng;Đoàn Thanh niên;x`,
      `2;${commune};Thôn Đông;12/QĐ-UBND;04/05/2023;Phan Văn Mẫu;1985;0301234568;Thành viên;Hội Nông dân;`,
      `3;${commune};Thôn Đoài;13/QĐ-UBND;04/05/2023;Lâm Thị Giả;1979;0301234569;Tổ trưởng;Hội Phụ nữ;x`,
    ],
    'lop.csv': [
      'Danh sách học viên lớp Kỹ năng số, ngày 16/02/2023',
      'STT;Họ và tên;Ngày sinh;Đơn vị;Ngày 1;Ngày 2',
      `1;Đào Thị Thử;03/02/1990;${commune};x;x`,
      '2;Phan Văn Ngoài;1970;Công ty Ngoài;x;',
    ],
    'tot-nghiep.csv': [
      'Số sinh viên tốt nghiệp ngành công nghệ thông tin',
      'STT;Trường;Năm;Ngành;Trình độ;Số lượng',
      '1;Đại học Đông;2023;Mạng máy tính;Đại học;120',
      '2;Đại học Đông;2024;An toàn thông tin;Đại học;40',
      '3;Cao đẳng Bắc;2024;Mạng máy tính;Cao đẳng;75',
    ],
  };
  for (const [name, lines] of Object.entries(lists)) {
    await writeFile(join(folder, name), `${lines.join('\n')}\n`);
  }
  await office.intake(folder);

}
